/* What the step is told and says, and sixteen lanes as one value (contracts.py, lanes.py). Constants of the layout come
   from the command line of the compiler. With COUNT the step counts additions, multiplications and divisions, one for
   each lane. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

#ifdef COUNT
static uint64_t counted;
uint64_t operations(void) { uint64_t all = counted; counted = 0; return all; }
#define TALLY(n) (counted += (uint64_t)(n))
#else
#define TALLY(n) ((void)0)
#endif
#define ALWAYS static inline __attribute__((always_inline))

typedef int64_t whole;
typedef struct { double *at; whole shape[AXES]; } table;
typedef struct { whole *at; whole shape[AXES]; } wholes;
typedef struct { uint8_t *at; whole shape[AXES]; } flags;

typedef struct { table death, birth; } life_told;
typedef struct { wholes source, target, rule; table probability, lane, brought; wholes ending; table then; table where, own; wholes acts; } motion_told;
typedef struct { table due, ready, reached; wholes source; table numbers, divisor; } retirement_told;
typedef struct {
    wholes payers; flags public; table base, reference, account_rate, crediting, resident_crediting, resident_credit;
} accrual_told;
typedef struct { wholes status, total, weight; table weights; wholes sees; } exposure_told;
typedef struct {
    wholes status; table persons, lane; flags entering, replacing; wholes leavers; table counted;
} arrivals_told;
typedef struct { table people, record, exposure, base, death, flow, retired, arrival, birth, account; } month_said;

typedef struct {
    table state; flags held; wholes pensioned, marks; life_told life; motion_told motion; retirement_told retirement;
    accrual_told accrual; exposure_told exposure; arrivals_told arrivals;
} told;

/* Sixteen lanes as one value */

typedef double eight __attribute__((vector_size(64), aligned(8), may_alias));
typedef whole mask __attribute__((vector_size(64), aligned(8), may_alias));
typedef struct { eight low, high; } lanes;
_Static_assert(LANES == 16, "two eights are the lanes");

ALWAYS lanes both(eight low, eight high) { return (lanes){low, high}; }
ALWAYS lanes level(double x) { eight all = x - (eight){}; return both(all, all); }
ALWAYS lanes get(const double *from) { return both(*(const eight *)from, *(const eight *)(from + 8)); }
ALWAYS void put(double *to, lanes x) { *(eight *)to = x.low; *(eight *)(to + 8) = x.high; }
ALWAYS lanes plus(lanes x, lanes y) { TALLY(LANES); return both(x.low + y.low, x.high + y.high); }
ALWAYS lanes minus(lanes x, lanes y) { TALLY(LANES); return both(x.low - y.low, x.high - y.high); }
ALWAYS lanes times(lanes x, lanes y) { TALLY(LANES); return both(x.low * y.low, x.high * y.high); }
ALWAYS lanes scaled(lanes x, double y) { TALLY(LANES); return both(x.low * y, x.high * y); }
ALWAYS lanes over(lanes x, double y) { TALLY(LANES); return both(x.low / y, x.high / y); }
ALWAYS lanes less(double x, lanes y) { TALLY(LANES); return both(x - y.low, x - y.high); }
ALWAYS eight chosen(mask first, eight x, eight y) { return (eight)((first & (mask)x) | (~first & (mask)y)); }
ALWAYS eight least8(eight x, eight y) { return chosen(x < y, x, y); }
ALWAYS eight most8(eight x, eight y) { return chosen(x > y, x, y); }
ALWAYS lanes least(lanes x, lanes y) { return both(least8(x.low, y.low), least8(x.high, y.high)); }
ALWAYS lanes most(lanes x, double y) { lanes z = level(y); return both(most8(x.low, z.low), most8(x.high, z.high)); }
ALWAYS void add(double *to, lanes x) { put(to, plus(get(to), x)); }
ALWAYS void take(double *from, lanes x) { put(from, minus(get(from), x)); }
ALWAYS bool any8(eight x) {
#ifdef __AVX512F__
    return _mm512_cmp_pd_mask((__m512d)x, _mm512_setzero_pd(), _CMP_NEQ_UQ) != 0;
#else
    bool any = false;
    for (int lane = 0; lane < 8; lane++) any |= x[lane] != 0.0;
    return any;
#endif
}
ALWAYS bool holds(lanes x) { return any8(x.low) | any8(x.high); }
ALWAYS void fetch(const double *from) {
    for (int line = 0; line < LANES; line += LINE) __builtin_prefetch(from + line, 0, 2);
}
