#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "command.h"
#include "features/statistics/statistics.h"

/* The year's tables on standard output. */

static int
print_report(struct workplace *w, const struct report *report,
    const char *format)
{
	struct buffer b = buffer_new(w->mem);
	const char *bytes;
	size_t n;

	if (strcmp(format, "json") == 0) {
		report_json(&b, report);
		buffer_add(&b, "\n");
	} else if (strcmp(format, "csv") == 0) {
		report_csv(&b, report, 1);
	} else if (strcmp(format, "text") == 0) {
		report_text(&b, report);
	} else if (report_xlsx(w->mem, report, 1, &bytes, &n)) {
		return EXIT_REFUSED;
	} else {
		buffer_bytes(&b, bytes, n);
	}
	return fwrite(b.s, 1, b.len, stdout) == b.len && !fflush(stdout) ?
	    EXIT_DONE : EXIT_REFUSED;
}

static bool
is_format(const char *format)
{
	static const char *const known[] = { "json", "csv", "xlsx", "text" };

	for (size_t i = 0; i < COUNT(known); i++) {
		if (strcmp(format, known[i]) == 0)
			return true;
	}
	fprintf(stderr, "no such format: %s\n", format);
	return false;
}

/* What is hidden is counted on standard error; the numbers stay inside. */
static int
hide_small(struct workplace *w, struct report *report, int64_t k)
{
	const struct report_rule rule = { k, report_shows_zeros(w->r) };
	struct report_public public;
	enum result rc = report_protect(w->r, report, &rule, NULL, 0, &public);

	if (rc == INVALID)
		fprintf(stderr, "cannot be kept: %s\n", public.weak);
	if (rc)
		return command_refused(w->r, rc, "not safe to print");
	fprintf(stderr, "hidden: %zu small, %zu with them, of %zu numbers\n",
	    public.loss.small, public.loss.second, public.loss.cells);
	return EXIT_DONE;
}

static int
make_report(struct workplace *w, const struct command_line *cl,
    const char *format)
{
	const char *today = w->r->today;
	const char *from = date_read(w->mem, cl->from, today);
	const char *to = date_read(w->mem, cl->to, today);
	struct report *report = arena_take(w->mem, sizeof(*report));
	int64_t restated = 0, k = 0;
	enum result rc;

	if (!from || !to || (cl->restated &&
	    !text_number(cl->restated, &restated))) {
		fputs("--from, --to: a day such as 2023-04-01; --restated: a"
		    " year such as 2024\n", stderr);
		return EXIT_USAGE;
	}
	if (cl->public_below && (!text_number(cl->public_below, &k) ||
	    k < REPORT_LEAST_K || k > REPORT_MOST_K)) {
		fprintf(stderr, "--public: a number from %d to %d\n",
		    REPORT_LEAST_K, REPORT_MOST_K);
		return EXIT_USAGE;
	}
	rc = statistics_report(w->r, from, to, (int)restated, report);
	if (rc)
		return command_refused(w->r, rc, "no report");
	if (k && hide_small(w, report, k) != EXIT_DONE)
		return EXIT_REFUSED;
	return print_report(w, report, format);
}

int
command_report(const struct command_line *cl)
{
	const char *format = cl->format ? cl->format : "text";
	struct workplace w = { 0 };
	int code = EXIT_REFUSED;

	if (!is_format(format))
		return EXIT_USAGE;
	if (!cl->from || !cl->to) {
		fputs("give the period: --from D --to D\n", stderr);
		return EXIT_USAGE;
	}
	if (workplace_open(&w, cl, false))
		code = make_report(&w, cl, format);
	workplace_close(&w);
	return code;
}
