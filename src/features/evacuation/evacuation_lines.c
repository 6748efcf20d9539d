#include "features/evacuation/evacuation_lines.h"

#include <string.h>

#include "base/text.h"

size_t
plan_lines(struct request *r, const char *text, struct plan_line *lines,
    size_t max)
{
	const char *s = text ? text : "";
	size_t n = 0;

	for (; *s && n < max; n++) {
		lines[n] = (struct plan_line){ { "", "", "", "" } };
		for (size_t i = 0; i < PLAN_CELLS; i++) {
			size_t len = strcspn(s, "\t\n");

			lines[n].cells[i] = arena_bytes(r->mem, s, len);
			s += len;
			if (*s != '\t')
				break;
			s++;
		}
		s += strcspn(s, "\n");
		s += *s == '\n';
	}
	return n;
}

struct plan_line
plan_hazard_line(struct request *r, const char *text, const char *hazard)
{
	struct plan_line all[PLAN_HAZARDS];
	size_t n = plan_lines(r, text, all, COUNT(all));

	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].cells[0], hazard) == 0)
			return all[i];
	}
	return (struct plan_line){ { hazard, "", "", "" } };
}

static void
put_cell(struct buffer *b, const char *cell)
{
	for (const char *s = cell; *s; s++)
		buffer_bytes(b, strchr("\t\n\r", *s) ? " " : s, 1);
}

const char *
plan_lines_text(struct request *r, const struct plan_line *lines, size_t n,
    size_t keys)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < n; i++) {
		bool told = false;

		for (size_t k = keys; k < PLAN_CELLS; k++)
			told = told || !text_blank(lines[i].cells[k]);
		if (!told)
			continue;
		buffer_add(&b, b.len ? "\n" : "");
		for (size_t k = 0; k < PLAN_CELLS; k++) {
			buffer_add(&b, k ? "\t" : "");
			put_cell(&b, lines[i].cells[k] ? lines[i].cells[k] : "");
		}
	}
	return b.len ? b.s : NULL;
}
