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

static int
make_report(struct workplace *w, const struct command_line *cl,
    const char *format)
{
	const char *today = w->r->today;
	const char *from = date_read(w->mem, cl->from, today);
	const char *to = date_read(w->mem, cl->to, today);
	struct report *report = arena_take(w->mem, sizeof(*report));
	int64_t restated = 0;
	enum result rc;

	if (!from || !to || (cl->restated &&
	    !text_number(cl->restated, &restated))) {
		fputs("--from, --to: a day such as 2023-04-01; --restated: a"
		    " year such as 2024\n", stderr);
		return EXIT_USAGE;
	}
	rc = statistics_report(w->r, from, to, (int)restated, report);
	if (rc)
		return command_refused(w->r, rc, "no report");
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
