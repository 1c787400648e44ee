/* The monthly step of all cohorts in C (月度推移核的C写法): actuary/kernels/month function by function, on the same
   arrays, for what is told once for all lanes. */
#include "cells.h"

/* What is seen of the people before anything moves (observing.py) */

static void holdings(const uint8_t *held, whole row, whole span, whole cells, whole *has) {
    for (whole c = 0; c < cells; c++) {
        has[c] = 0;
        for (whole i = 0; i < span; i++) has[c] |= held[(row + i) * cells + c];
    }
}

static void note(const double *rows, whole span, whole stride, whole statuses, whole cells, const whole *has,
                 uint8_t *held) {
    for (whole i = 0; i < span; i++)
        for (whole s = 0; s < statuses; s++) {
            const double *here = rows + i * stride + s * WIDTH;
            uint8_t bits = 0;
            for (int total = 0; total < TOTALS; total++)
                if (has[s] >> total & 1 && holds(get(here + total * LANES))) bits |= 1 << total;
            held[i * cells + s] = bits;
        }
}

static void count(const double *rows, whole span, whole stride, whole statuses, const whole *has, double *people) {
    for (whole s = 0; s < statuses; s++) {
        if (!has[s]) continue;
        lanes heads = get(people + s * LANES);
        for (whole i = 0; i < span; i++) heads = plus(heads, get(rows + s * WIDTH + i * stride));
        put(people + s * LANES, heads);
    }
}

static void record(const double *rows, whole span, whole stride, whole statuses, const whole *has, const whole *marks,
                   double *records) {
    lanes own = get(records), saved = get(records + LANES);
    for (whole s = 0; s < statuses; s++) {
        if (marks[s] >= PUBLIC_INSURED) continue;
        for (whole i = 0; i < span; i++) {
            const double *here = rows + i * stride + s * WIDTH;
            if (has[s] & HAS_ACCOUNT) own = plus(own, get(here + ACCOUNT));
            if (has[s] & HAS_RESIDENT_ACCOUNT) saved = plus(saved, get(here + RESIDENT_ACCOUNT));
        }
    }
    put(records, own);
    put(records + LANES, saved);
}

static void bear(const double *rows, whole span, whole top, whole stride, whole statuses, const whole *has,
                 const double *births, double *out) {
    lanes born = get(out);
    for (whole i = 0; i < span; i++) {
        double each = births[top - i];
        if (each == 0.0) continue;
        for (whole s = 0; s < statuses; s++)
            if (has[s]) born = plus(born, scaled(get(rows + i * stride + s * WIDTH), each));
    }
    put(out, born);
}

static void expose(const double *rows, whole span, whole top, whole g, whole groups, whole stride, const whole *has,
                   const exposure_told *asks, double *out) {
    whole ages = asks->weights.shape[2];
    for (whole e = 0; e < asks->status.shape[0]; e++) {
        whole s = asks->status.at[e], total = asks->total.at[e];
        const double *weight = asks->weights.at + (asks->weight.at[e] * groups + g) * ages;
        if (!(has[s] >> total / LANES & 1)) continue;
        lanes asked = get(out + e * LANES);
        for (whole i = 0; i < span; i++)
            asked = plus(asked, scaled(get(rows + i * stride + s * WIDTH + total), weight[top - i]));
        put(out + e * LANES, asked);
    }
}

/* Deaths, moves and arrivals of a tile (moving.py) */

static void die(double *rows, whole span, whole stride, whole statuses, const whole *has, const bool *leaving,
                const double *death, whole top, double *old, double *out) {
    whole kept = statuses * WIDTH;
    for (whole s = 0; s < statuses; s++)
        for (int total = 0; total < TOTALS; total++) {
            if (!(has[s] >> total & 1)) continue;
            whole inside = s * WIDTH + total * LANES;
            lanes lost = get(out + inside);
            for (whole i = 0; i < span; i++) {
                double *here = rows + inside + i * stride;
                fetch(here + span * stride);
                lanes lived = get(here), died = scaled(lived, death[top - i]);
                lost = plus(lost, died);
                lived = minus(lived, died);
                if (leaving[s]) put(old + inside + i * kept, lived);
                put(here, lived);
            }
            put(out + inside, lost);
        }
}

static bool moves_any(const double *probability, whole top, whole span) {
    for (whole a = top - span + 1; a <= top; a++)
        if (probability[a] != 0.0) return true;
    return false;
}

static void carry(double *here, double *there, const double *before, whole stride, whole kept, whole span, whole top,
                  whole bits, const double *probability, lanes lane, double *out) {
    for (int total = 0; total < TOTALS; total++) {
        if (!(bits >> total & 1)) continue;
        whole inside = total * LANES;
        lanes gone = get(out + inside);
        for (whole i = 0; i < span; i++) {
            whole on = i * stride + inside;
            lanes moved = times(get(before + i * kept + inside), scaled(lane, probability[top - i]));
            take(here + on, moved);
            gone = plus(gone, moved);
            if (there) add(there + on, moved);
        }
        put(out + inside, gone);
    }
}

static void leave(double *here, const double *old, whole bits, lanes share) {
    for (int total = 0; total < TOTALS; total++)
        if (bits >> total & 1) take(here + total * LANES, times(get(old + total * LANES), share));
}

static void move(double *rows, whole span, whole top, whole g, whole groups, whole statuses, const whole *had, whole *has,
                 double *old, const told *t, double *flow) {
    const motion_told *m = &t->motion;
    whole kept = statuses * WIDTH, stride = groups * kept, ages = m->probability.shape[2];
    for (whole r = 0; r < m->source.shape[0]; r++) {
        whole source = m->source.at[r], target = m->target.at[r], rule = m->rule.at[r], bits = had[source];
        const double *probability = m->probability.at + (r * groups + g) * ages;
        if (!bits) continue;
        lanes lane = get(m->lane.at + (r * groups + g) * LANES);
        if (!holds(lane) || !moves_any(probability, top, span)) continue;
        double *before = old + source * WIDTH, *here = rows + source * WIDTH, *out = flow + r * WIDTH;
        double *there = target >= 0 ? rows + target * WIDTH : NULL;
        if (rule == CARRY || rule == ENTER) {
            carry(here, there, before, stride, kept, span, top, bits, probability, lane, out);
            if (there) has[target] |= bits;
            if (rule == ENTER) {
                has[target] |= HAS_RECORD;
                for (whole i = 0; i < span; i++) {
                    lanes came = times(get(before + i * kept), scaled(lane, probability[top - i]));
                    bring(there + i * stride, top - i, came, &m->brought);
                }
            }
            continue;
        }
        has[target] |= rule == AWARD_PUBLIC ? HAS_PENSION : HAS_SAVED_PENSION;
        for (whole i = 0; i < span; i++) {
            lanes share = scaled(lane, probability[top - i]);
            whole on = i * stride;
            double *was = before + i * kept;
            if (!holds(share)) continue;
            blank(was, bits);
            leave(here + on, was, bits, share);
            if (rule == AWARD_PUBLIC)
                award_public(there + on, was, share, t->retirement.numbers.at, t->retirement.divisor.at[top - i],
                             out);
            else
                award_resident(there + on, was, share, t->retirement.numbers.at, out);
        }
    }
}

static void arrive(double *rows, whole span, whole top, whole g, whole groups, whole stride, whole *has,
                   const arrivals_told *t, const table *brought, double *out) {
    whole ages = t->persons.shape[2];
    for (whole i = 0; i < span; i++)
        for (whole k = 0; k < t->status.shape[0]; k++) {
            double persons = t->persons.at[(k * groups + g) * ages + top - i];
            whole status = t->status.at[k];
            if (persons == 0.0) continue;
            double *here = rows + i * stride + status * WIDTH;
            lanes came = scaled(get(t->lane.at + k * LANES), persons);
            add(here, came);
            add(out, came);
            has[status] |= HAS_PERSONS;
            if (t->entering.at[k]) {
                has[status] |= HAS_RECORD;
                bring(here, top - i, came, brought);
            }
        }
}

static void brought_along(const double *old, whole span, whole top, whole g, whole groups, whole statuses,
                          const whole *had, const told *t, double *account) {
    const motion_told *m = &t->motion;
    const arrivals_told *c = &t->arrivals;
    whole ages = m->probability.shape[2];
    const double *each = m->brought.at + 2 * m->brought.shape[1];
    lanes total = get(account + BROUGHT);
    for (whole r = 0; r < m->source.shape[0]; r++) {
        whole source = m->source.at[r];
        const double *probability = m->probability.at + (r * groups + g) * ages;
        if (m->rule.at[r] != ENTER || !had[source] || !moves_any(probability, top, span)) continue;
        lanes lane = get(m->lane.at + (r * groups + g) * LANES);
        for (whole i = 0; i < span; i++) {
            lanes came = times(get(old + (i * statuses + source) * WIDTH), scaled(lane, probability[top - i]));
            total = plus(total, scaled(came, each[top - i]));
        }
    }
    for (whole k = 0; k < c->status.shape[0]; k++)
        if (c->entering.at[k])
            for (whole i = 0; i < span; i++) {
                double persons = c->persons.at[(k * groups + g) * c->persons.shape[2] + top - i];
                total = plus(total, scaled(scaled(get(c->lane.at + k * LANES), persons), each[top - i]));
            }
    put(account + BROUGHT, total);
}

/* The step (step.py) */

static const int TURNS[] = {13, 12, 11, 14, 10, 15, 16, 9, 17, 8, 7, 6, 5, 4, 3, 2, 1, 0, 18, 19, 20, 21};
_Static_assert(sizeof TURNS == BLOCKS * sizeof *TURNS, "every block has its turn");

static double *part(const table *t, whole block) {
    whole size = 1;
    for (int axis = 1; axis < AXES; axis++) size *= t->shape[axis];
    return t->at + block * size;
}

#define FIELDS (sizeof(month_said) / sizeof(table))

static void one_block(const told *t, whole newest, whole ages, const month_said *sums, whole block) {
    whole groups = t->state.shape[1], statuses = t->state.shape[2], cells = groups * statuses, stride = cells * WIDTH;
    for (size_t f = 0; f < FIELDS; f++) {
        const table *field = (const table *)sums + f;
        memset(part(field, block), 0, (size_t)(part(field, 1) - part(field, 0)) * sizeof(double));
    }
    _Alignas(64) double old[TILE * statuses * WIDTH];
    bool leaving[statuses];
    whole has[cells], had[statuses], kinds = t->motion.source.shape[0], sources = t->retirement.source.shape[0];
    whole top = ages - 1 - block * ages / BLOCKS, last = ages - (block + 1) * ages / BLOCKS;
    double *account = part(&sums->account, block);
    memset(leaving, 0, sizeof leaving);
    for (whole r = 0; r < kinds; r++) leaving[t->motion.source.at[r]] = true;
    for (whole k = 0; k < sources; k++) leaving[t->retirement.source.at[k]] = true;
    while (top >= last) {
        whole row = newest - top, span = top - last + 1 < TILE ? top - last + 1 : TILE;
        holdings(t->held.at, row, span, cells, has);
        for (whole g = 0; g < groups; g++) {
            double *rows = t->state.at + row * stride + g * statuses * WIDTH;
            whole *holding = has + g * statuses;
            count(rows, span, stride, statuses, holding, part(&sums->people, block) + g * statuses * LANES);
            record(rows, span, stride, statuses, holding, t->marks.at, part(&sums->record, block));
            expose(rows, span, top, g, groups, stride, holding, &t->exposure, part(&sums->exposure, block));
            bear(rows, span, top, stride, statuses, holding, t->life.birth.at + g * t->life.birth.shape[1],
                 part(&sums->birth, block));
            for (whole i = 0; i < span; i++) {
                accrue(rows + i * stride, holding, top - i, &t->accrual, part(&sums->base, block), account);
                keep_accounts(rows + i * stride, statuses, holding, &t->accrual, t->marks.at, account);
            }
            die(rows, span, stride, statuses, holding, leaving, t->life.death.at + g * t->life.death.shape[1], top, old,
                part(&sums->death, block) + g * statuses * WIDTH);
            memcpy(had, holding, sizeof had);
            move(rows, span, top, g, groups, statuses, had, holding, old, t,
                 part(&sums->flow, block) + g * kinds * WIDTH);
            for (whole i = 0; i < span; i++) {
                whole at = g * t->retirement.due.shape[1] + top - i;
                if (t->retirement.due.at[at] != 0.0 || t->retirement.ready.at[at] != 0.0)
                    retire(rows + i * stride, old + i * statuses * WIDTH, had, holding, g, top - i, &t->retirement,
                           t->pensioned.at, part(&sums->retired, block) + g * sources * OUTCOMES * WIDTH);
            }
            arrive(rows, span, top, g, groups, stride, holding, &t->arrivals, &t->motion.brought,
                   part(&sums->arrival, block) + g * LANES);
            brought_along(old, span, top, g, groups, statuses, had, t, account);
            note(rows, span, stride, statuses, cells, holding, t->held.at + row * cells + g * statuses);
        }
        top -= span;
    }
}

static void together(const table *sums, const table *whole_of, whole at) {
    whole size = part(sums, 1) - part(sums, 0), units = size / LANES;
    for (whole lane = at * units / BLOCKS * LANES; lane < (at + 1) * units / BLOCKS * LANES; lane += LANES) {
        lanes total = get(sums->at + lane);
        for (whole block = 1; block < BLOCKS; block++) total = plus(total, get(sums->at + block * size + lane));
        put(whole_of->at + lane, total);
    }
}

void step(const told *t, whole newest, whole ages, const month_said *sums, const month_said *month, int threads) {
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (int turn = 0; turn < BLOCKS; turn++) one_block(t, newest, ages, sums, TURNS[turn]);
#pragma omp parallel for num_threads(threads) schedule(static)
    for (int at = 0; at < BLOCKS; at++)
        for (size_t f = 0; f < FIELDS; f++) together((const table *)sums + f, (const table *)month + f, at);
}
