#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

enum { LINE = 512 };

static void LIKE_PRINTF(3, 0)
line(const char *level, const char *where, const char *fmt, va_list ap)
{
	char text[LINE], stamp[32];
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &tm);
	vsnprintf(text, sizeof(text), fmt, ap);
	fprintf(stderr, "%s %s %s: %s\n", stamp, level, where, text);
}

void
log_error(const char *where, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line("error", where, fmt, ap);
	va_end(ap);
}

void
log_note(const char *where, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line("note", where, fmt, ap);
	va_end(ap);
}
