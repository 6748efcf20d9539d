#include "app/metrics_text.h"

#include <math.h>
#include <stdarg.h>

static void
escape(struct buffer *b, const char *s, const char *also)
{
	for (; *s; s++) {
		if (*s == '\n')
			buffer_add(b, "\\n");
		else if (*s == '\\' || *s == *also)
			buffer_fmt(b, "\\%c", *s);
		else
			buffer_bytes(b, s, 1);
	}
}

void
metric_family(struct buffer *b, const char *name, enum metric_type type,
    const char *help)
{
	static const char *const types[] = { [METRIC_GAUGE] = "gauge",
		[METRIC_COUNTER] = "counter",
		[METRIC_HISTOGRAM] = "histogram" };

	buffer_fmt(b, "# HELP %s ", name);
	escape(b, help, "");
	buffer_fmt(b, "\n# TYPE %s %s\n", name, types[type]);
}

void
metric_sample(struct buffer *b, const char *name, double value,
    const char *label, ...)
{
	const char *before = "{";
	va_list more;

	buffer_add(b, name);
	va_start(more, label);
	for (; label; label = va_arg(more, const char *)) {
		buffer_fmt(b, "%s%s=\"", before, label);
		escape(b, va_arg(more, const char *), "\"");
		buffer_add(b, "\"");
		before = ",";
	}
	va_end(more);
	if (*before == ',')
		buffer_add(b, "}");
	buffer_fmt(b, value == floor(value) ? " %.0f\n" : " %.3f\n", value);
}

void
metric_one(struct buffer *b, const char *name, enum metric_type type,
    const char *help, double value)
{
	metric_family(b, name, type, help);
	metric_sample(b, name, value, NULL);
}
