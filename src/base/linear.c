#include "base/linear.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdbool.h>

enum { MEGABYTES = 256 };

struct limits {
	int64_t low, high;
};

struct row {
	struct limits limits;
	const size_t *columns;
	const int64_t *weights;
	size_t n;
};

struct linear {
	struct arena *mem;
	glp_prob *problem;
	struct limits *columns;
	struct row *rows;
	size_t ncolumns, nrows;
	jmp_buf failed; /* where GLPK lands instead of ending us */
	bool lost;      /* it did: nothing of it may be used again */
};

static void
on_failure(void *info)
{
	struct linear *l = info;

	longjmp(l->failed, 1);
}

/* After a failure GLPK is to be cleared before it is called again. */
static enum result
lose(struct linear *l)
{
	l->lost = true;
	glp_error_hook(NULL, NULL);
	glp_free_env();
	return BROKEN;
}

enum result
linear_open(struct arena *mem, size_t columns, size_t rows, struct linear **out)
{
	struct linear *l = arena_take(mem, sizeof(*l));

	l->mem = mem;
	l->ncolumns = columns;
	l->nrows = rows;
	l->columns = arena_array(mem, columns + 1, sizeof(*l->columns));
	l->rows = arena_array(mem, rows + 1, sizeof(*l->rows));
	*out = l;
	if (!glp_config("TLS") || glp_init_env() > 1 || columns < 1)
		return BROKEN;
	if (setjmp(l->failed))
		return lose(l);
	glp_error_hook(on_failure, l);
	glp_term_out(GLP_OFF);
	glp_mem_limit(MEGABYTES);
	l->problem = glp_create_prob();
	glp_set_obj_dir(l->problem, GLP_MIN);
	glp_add_cols(l->problem, (int)columns);
	if (rows)
		glp_add_rows(l->problem, (int)rows);
	for (size_t i = 0; i < columns; i++) {
		glp_set_col_kind(l->problem, (int)i + 1, GLP_IV);
		linear_column(l, i, 0, LINEAR_NONE);
	}
	glp_error_hook(NULL, NULL);
	return OK;
}

void
linear_close(struct linear *l)
{
	if (!l || !l->problem || l->lost)
		return;
	l->lost = true;
	glp_free_env();
}

static int
limits_kind(const struct limits *limits)
{
	bool low = limits->low != LINEAR_NONE;
	bool high = limits->high != LINEAR_NONE;

	if (low && high)
		return limits->low == limits->high ? GLP_FX : GLP_DB;
	return low ? GLP_LO : high ? GLP_UP : GLP_FR;
}

void
linear_column(struct linear *l, size_t column, int64_t low, int64_t high)
{
	struct limits *limits = &l->columns[column];

	*limits = (struct limits){ low, high };
	if (!l->lost)
		glp_set_col_bnds(l->problem, (int)column + 1,
		    limits_kind(limits), (double)low, (double)high);
}

void
linear_row(struct linear *l, size_t row, int64_t low, int64_t high,
    const size_t *columns, const int64_t *weights, size_t n)
{
	struct row *to = &l->rows[row];
	int *places = arena_array(l->mem, n + 1, sizeof(*places));
	double *values = arena_array(l->mem, n + 1, sizeof(*values));
	size_t *kept = arena_array(l->mem, n + 1, sizeof(*kept));
	int64_t *weighed = arena_array(l->mem, n + 1, sizeof(*weighed));

	for (size_t i = 0; i < n; i++) {
		kept[i] = columns[i];
		weighed[i] = weights[i];
		places[i + 1] = (int)columns[i] + 1;
		values[i + 1] = (double)weights[i];
	}
	*to = (struct row){ { low, high }, kept, weighed, n };
	if (l->lost)
		return;
	glp_set_mat_row(l->problem, (int)row + 1, (int)n, places, values);
	glp_set_row_bnds(l->problem, (int)row + 1, limits_kind(&to->limits),
	    (double)low, (double)high);
}

void
linear_cost(struct linear *l, size_t column, double cost)
{
	if (!l->lost)
		glp_set_obj_coef(l->problem, (int)column + 1, cost);
}

static bool
within(const struct limits *limits, int64_t value)
{
	return (limits->low == LINEAR_NONE || value >= limits->low) &&
	       (limits->high == LINEAR_NONE || value <= limits->high);
}

/* Not a word of the solver is taken on trust. */
static bool
holds(const struct linear *l, const int64_t *values)
{
	for (size_t i = 0; i < l->ncolumns; i++) {
		if (!within(&l->columns[i], values[i]))
			return false;
	}
	for (size_t i = 0; i < l->nrows; i++) {
		const struct row *row = &l->rows[i];
		int64_t sum = 0;

		for (size_t k = 0; k < row->n; k++)
			sum += row->weights[k] * values[row->columns[k]];
		if (row->n && !within(&row->limits, sum))
			return false;
	}
	return true;
}

/* False when some column is not a whole number. */
static bool
read_values(
    const struct linear *l, int64_t *values, double (*get)(glp_prob *, int))
{
	bool whole = true;

	for (size_t i = 0; i < l->ncolumns; i++) {
		double value = get(l->problem, (int)i + 1);

		values[i] = llround(value);
		whole &= fabs(value - (double)values[i]) < 1e-6;
	}
	return whole && holds(l, values);
}

/* The corner of the limits is often whole by itself; branch only if not. */
static enum result
branch(struct linear *l, double seconds, int64_t *values)
{
	glp_iocp how;
	int rc, status;

	glp_init_iocp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.tm_lim = (int)(seconds * 1000);
	rc = glp_intopt(l->problem, &how);
	if (rc == GLP_ETMLIM)
		return CONFLICT;
	if (rc)
		return BROKEN;
	status = glp_mip_status(l->problem);
	if (status == GLP_NOFEAS)
		return MISSING;
	return status == GLP_OPT && read_values(l, values, glp_mip_col_val)
		   ? OK
		   : BROKEN;
}

static enum result
solve(struct linear *l, double seconds, int64_t *values)
{
	glp_smcp how;
	int rc, status;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.tm_lim = (int)(seconds * 1000);
	rc = glp_simplex(l->problem, &how);
	if (rc == GLP_EBADB || rc == GLP_ESING || rc == GLP_ECOND) {
		glp_std_basis(l->problem);
		rc = glp_simplex(l->problem, &how);
	}
	if (rc == GLP_ETMLIM)
		return CONFLICT;
	if (rc)
		return BROKEN;
	status = glp_get_status(l->problem);
	if (status == GLP_NOFEAS || status == GLP_INFEAS)
		return MISSING;
	if (status != GLP_OPT)
		return BROKEN;
	return read_values(l, values, glp_get_col_prim)
		   ? OK
		   : branch(l, seconds, values);
}

enum result
linear_least(struct linear *l, double seconds, int64_t *values)
{
	enum result rc;

	if (l->lost)
		return BROKEN;
	if (setjmp(l->failed))
		return lose(l);
	glp_error_hook(on_failure, l);
	rc = solve(l, seconds, values);
	glp_error_hook(NULL, NULL);
	return rc;
}
