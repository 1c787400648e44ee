/* Records and awards of one cell (accounts.py, retiring.py). */
#include "lanes.h"

/* Records of one cell (accounts.py) */

static void accrue(double *cell, whole *has, whole a, const accrual_told *t, double *bases, double *account) {
    whole age = a / 12, band = age <= 35 ? 0 : age <= 45 ? 1 : 2, years = t->base.shape[1];
    double month = 1.0 / 12.0, of_wage = 1.0 / (t->reference.at[0] * 12.0);
    for (whole p = 0; p < t->payers.shape[0]; p++) {
        whole payer = t->payers.at[p];
        double *here = cell + payer * WIDTH, rate = t->account_rate.at[p];
        if (!has[payer]) continue;
        has[payer] |= HAS_RECORD;
        lanes persons = get(here), paid = times(persons, get(t->base.at + (p * years + age) * LANES));
        add(bases + (p * 3 + band) * LANES, paid);
        add(account + (t->public.at[p] ? PUBLIC_CREDITS : CREDITS), scaled(paid, rate));
        add(here + YEARS, scaled(persons, month));
        add(here + INDEX, scaled(paid, of_wage));
        add(here + ACCOUNT, scaled(paid, rate));
    }
}

static void keep_saved(double *here, whole mark, const accrual_told *t, double *out) {
    lanes saved = get(here + RESIDENT_ACCOUNT);
    if (mark == RESIDENT_PENSIONER) {
        lanes charged = least(most(saved, 0.0), get(here + ACCOUNT_PART));
        saved = minus(saved, charged);
        add(out + RESIDENT_CHARGED, charged);
    } else if (mark == RESIDENT_INSURED) {
        lanes credited = scaled(get(here), t->resident_credit.at[0]);
        saved = plus(saved, credited);
        add(out + RESIDENT_CREDITS, credited);
    }
    if (mark == INSURED || mark == RESIDENT_INSURED || mark == RESIDENT_PENSIONER) {
        lanes earned = scaled(saved, t->resident_crediting.at[0]);
        add(out + RESIDENT_CREDITING, earned);
        put(here + RESIDENT_ACCOUNT, plus(saved, earned));
    }
}

static void keep_accounts(double *cell, whole statuses, whole *has, const accrual_told *t, const whole *marks,
                          double *out) {
    for (whole s = 0; s < statuses; s++) {
        double *here = cell + s * WIDTH;
        whole mark = marks[s];
        if (has[s] && mark == RESIDENT_INSURED) has[s] |= HAS_RESIDENT_ACCOUNT;
        if (has[s] & HAS_ACCOUNT) {
            lanes own = get(here + ACCOUNT);
            if (mark == PENSIONER) {
                lanes charged = least(most(own, 0.0), get(here + ACCOUNT_PART));
                own = minus(own, charged);
                add(out + CHARGED, charged);
            }
            lanes earned = scaled(own, t->crediting.at[0]);
            add(out + (mark >= PUBLIC_INSURED ? PUBLIC_CREDITING : CREDITING), earned);
            put(here + ACCOUNT, plus(own, earned));
        }
        if (has[s] & HAS_RESIDENT_ACCOUNT) keep_saved(here, mark, t, out);
    }
}

static void bring(double *here, whole a, lanes came, const table *brought) {
    whole ages = brought->shape[1];
    add(here + YEARS, scaled(came, brought->at[a]));
    add(here + INDEX, scaled(came, brought->at[ages + a]));
    add(here + ACCOUNT, scaled(came, brought->at[2 * ages + a]));
}

/* Awards of one cell (retiring.py) */

static double normal_cdf(double z) { return 0.5 * erfc(-z * 0.7071067811865476); }

static void short_by_lane(const double *persons, const double *years, double minimum, double sigma, lanes *heads,
                          lanes *loads) {
    double head[LANES] = {0.0}, load[LANES] = {0.0};
    for (int lane = 0; lane < LANES; lane++)
        if (persons[lane] > 0.0 && years[lane] > 0.0 && minimum > 0.0) {
            double z = (log(minimum * persons[lane] / years[lane]) + 0.5 * sigma * sigma) / sigma;
            head[lane] = normal_cdf(z), load[lane] = normal_cdf(z - sigma);
        }
    *heads = get(head), *loads = get(load);
}

static lanes excess_by_lane(lanes mean, lanes floor, double sigma) {
    double means[LANES], floors[LANES], above[LANES];
    put(means, mean), put(floors, floor);
    for (int lane = 0; lane < LANES; lane++) {
        double m = means[lane], f = floors[lane];
        if (m <= 0.0 || f <= 0.0 || sigma <= 0.0) {
            above[lane] = fmax(m - f, 0.0);
            continue;
        }
        double z = log(m / f) / sigma + 0.5 * sigma;
        above[lane] = m * normal_cdf(z) - f * normal_cdf(z - sigma);
    }
    return get(above);
}

static void award_public(double *to, const double *old, lanes share, const double *n, double divisor, double *out) {
    lanes persons = times(get(old), share), fund = times(get(old + ACCOUNT), share);
    lanes served = times(plus(get(old + YEARS), get(old + INDEX)), share), deemed = times(get(old + DEEMED), share);
    lanes first = scaled(persons, n[PUBLIC_OLD]);
    lanes after = plus(scaled(served, n[J] * 0.5 * n[ACCRUAL]), scaled(deemed, n[J] * n[TRANSITIONAL_RATE]));
    after = plus(after, over(fund, divisor));
    double guaranteed = n[PUBLIC_GUARANTEE];
    lanes top_up = scaled(excess_by_lane(after, first, n[PUBLIC_SIGMA]), guaranteed * n[PUBLIC_CAP]);
    lanes basic = plus(scaled(first, guaranteed), scaled(after, 1.0 - guaranteed));
    for (int side = 0; side < 2; side++) {
        double *place = side ? out : to;
        add(place, persons), add(place + BASIC, basic), add(place + TRANSITIONAL, top_up), add(place + ACCOUNT, fund);
    }
}

static void award_resident(double *to, const double *old, lanes share, const double *n, double *out) {
    lanes persons = times(get(old), share), fund = times(get(old + ACCOUNT), share);
    lanes saved = times(get(old + RESIDENT_ACCOUNT), share), part = over(plus(fund, saved), n[RESIDENT_DIVISOR]);
    add(to, persons);
    add(to + ACCOUNT_PART, part);
    add(to + RESIDENT_ACCOUNT, plus(fund, saved));
    add(out, persons);
    add(out + ACCOUNT_PART, part);
    add(out + ACCOUNT, fund);
    add(out + RESIDENT_ACCOUNT, saved);
}

static void blank(double *old, whole bits) {
    for (int total = 0; total < TOTALS; total++)
        if (!(bits >> total & 1)) put(old + total * LANES, level(0.0));
}

typedef struct { lanes who, served, index, deemed, fund, saved; } retirees;

static retirees retiring(double *here, const double *old, whole bits, lanes head, lanes load) {
    retirees r = {times(get(old), head), times(get(old + YEARS), load), times(get(old + INDEX), load), level(0.0),
                  times(get(old + ACCOUNT), load), level(0.0)};
    take(here, r.who);
    take(here + YEARS, r.served);
    take(here + INDEX, r.index);
    take(here + ACCOUNT, r.fund);
    if (bits & HAS_DEEMED) {
        r.deemed = times(get(old + DEEMED), load);
        take(here + DEEMED, r.deemed);
    }
    if (bits & HAS_RESIDENT_ACCOUNT) {
        r.saved = times(get(old + RESIDENT_ACCOUNT), head);
        take(here + RESIDENT_ACCOUNT, r.saved);
    }
    return r;
}

static void award_employee(double *to, const retirees *r, const double *n, double divisor, double *out) {
    lanes basic = scaled(plus(r->served, r->index), n[J] * 0.5 * n[ACCRUAL]);
    lanes extra = scaled(r->deemed, n[J] * n[TRANSITIONAL_RATE]), both_accounts = plus(r->fund, r->saved);
    lanes part = over(both_accounts, divisor);
    add(to, r->who);
    add(to + BASIC, basic);
    add(to + TRANSITIONAL, extra);
    add(to + ACCOUNT_PART, part);
    add(to + ACCOUNT, both_accounts);
    add(out, r->who);
    add(out + BASIC, basic);
    add(out + TRANSITIONAL, extra);
    add(out + ACCOUNT_PART, part);
    add(out + ACCOUNT, r->saved);
}

static void to_resident(double *cell, whole *has, bool old_enough, const retirees *r, const whole *pensioned,
                        const double *n, double *out) {
    whole status = pensioned[old_enough ? 1 : 2];
    double *other = cell + status * WIDTH;
    lanes both_accounts = plus(r->fund, r->saved);
    has[status] |= HAS_SAVED_PENSION;
    add(other, r->who);
    add(other + RESIDENT_ACCOUNT, both_accounts);
    add(out, r->who);
    add(out + ACCOUNT, r->fund);
    add(out + RESIDENT_ACCOUNT, r->saved);
    if (old_enough) {
        lanes part = over(both_accounts, n[RESIDENT_DIVISOR]);
        add(other + ACCOUNT_PART, part);
        add(out + ACCOUNT_PART, part);
    }
}

static void test_years(double *cell, double *here, const double *old, whole bits, whole *has, whole a, double due,
                       double ready, double divisor, const double *n, const whole *pensioned, double *out) {
    double *new = cell + pensioned[0] * WIDTH;
    lanes heads, loads, one = level(1.0), on_time = level(ready);
    short_by_lane(old, old + YEARS, n[MINIMUM_YEARS], n[SIGMA], &heads, &loads);
    lanes head = plus(scaled(minus(one, heads), due), on_time), load = plus(scaled(minus(one, loads), due), on_time);
    retirees r = retiring(here, old, bits, head, load);
    award_employee(new, &r, n, divisor, out);
    out += WIDTH;
    double buy = due * n[BUY], leave = due * n[TO_RESIDENT];
    r = retiring(here, old, bits, scaled(heads, buy), scaled(loads, buy));
    lanes bought = most(minus(scaled(r.who, n[MINIMUM_YEARS]), r.served), 0.0);
    r.index = plus(r.index, scaled(bought, n[BOUGHT_INDEX]));
    r.served = plus(r.served, bought);
    award_employee(new, &r, n, divisor, out);
    add(out + RESIDENT_ACCOUNT, bought);
    out += WIDTH;
    r = retiring(here, old, bits, scaled(heads, leave), scaled(loads, leave));
    to_resident(cell, has, a + 1 >= n[RESIDENT_AGE], &r, pensioned, n, out);
}

static void retire(double *cell, double *survivors, const whole *had, whole *has, whole g, whole a,
                   const retirement_told *t, const whole *pensioned, double *out) {
    whole ages = t->due.shape[1];
    const double *n = t->numbers.at;
    double due = t->due.at[g * ages + a], ready = t->ready.at[g * ages + a], divisor = t->divisor.at[a];
    for (whole k = 0; k < t->source.shape[0]; k++) {
        whole source = t->source.at[k], bits = had[source];
        if (!bits) continue;
        has[pensioned[0]] |= HAS_PENSION;
        double *here = cell + source * WIDTH, *old = survivors + source * WIDTH, *row = out + k * OUTCOMES * WIDTH;
        blank(old, bits);
        if (due == 0.0) {
            retirees r = retiring(here, old, bits, level(ready), level(ready));
            award_employee(cell + pensioned[0] * WIDTH, &r, n, divisor, row);
        } else
            test_years(cell, here, old, bits, has, a, due, ready, divisor, n, pensioned, row);
    }
}
