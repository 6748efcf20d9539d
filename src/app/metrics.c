#include "app/metrics.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/metrics_sql.h"
#include "app/metrics_text.h"
#include "app/open.h"
#include "app/site.h"
#include "base/date.h"
#include "base/db_health.h"
#include "base/instant.h"

enum { MAX_DESCRIPTORS = 8192, AT_ONCE = 256, THOUSAND = 1000,
	MILLION = 1000000 };

/* What an address is, by its beginning; the last takes what is left. */
enum { ASSET, API, LINK, PROBE, FORM, PAGE };
static const char *const kinds[] = { [ASSET] = "asset", [API] = "api",
	[LINK] = "link", [PROBE] = "probe", [FORM] = "form", [PAGE] = "page" };

static const struct {
	const char *start;
	unsigned kind;
} starts[] = {
	{ "/web/", ASSET },
	{ "/api/", API },
	{ "/hsds/", API },
	{ "/link/", LINK },
	{ "/invite", LINK },
	{ "/healthz", PROBE },
	{ "/metrics", PROBE },
	/* When somebody answered without a name is nobody's to know. */
	{ "/questionnaires/", HTTP_KINDS },
};

unsigned
metrics_kind(const char *method, const char *target)
{
	_Static_assert(COUNT(kinds) <= HTTP_KINDS, "the meter has room");

	for (size_t i = 0; i < COUNT(starts); i++) {
		if (strncmp(target, starts[i].start, strlen(starts[i].start)) == 0)
			return starts[i].kind;
	}
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 ?
	    PAGE : FORM;
}

static int64_t
seconds_of(const char *instant)
{
	return instant_seconds_between("1970-01-01T00:00:00Z", instant);
}

struct metrics *
metrics_new(struct arena *mem, const struct http_meter *meter,
    const char *stamps)
{
	struct metrics *m = arena_take(mem, sizeof(*m));

	*m = (struct metrics){ .meter = meter, .stamps = stamps,
		.statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC),
		.started = seconds_of(date_now(mem)) };
	return m;
}

void
metrics_close(struct metrics *m)
{
	if (m && m->statm >= 0)
		close(m->statm);
}

/* Nobody who was sent on by a proxy, whatever it says. */
bool
metrics_asked(const struct request *r)
{
	static const char *const passed_on[] = { "x-forwarded-for", "forwarded",
		"x-forwarded-proto", "x-forwarded-host", "x-real-ip", "via" };

	if (!r->site->metrics || strcmp(r->path, "/metrics") != 0 ||
	    strcmp(r->method, "GET") != 0)
		return false;
	for (size_t i = 0; i < COUNT(passed_on); i++) {
		if (request_header(r, passed_on[i]))
			return false;
	}
	return strncmp(r->address, "127.", 4) == 0 ||
	    strcmp(r->address, "::1") == 0 ||
	    strncmp(r->address, "::ffff:127.", 11) == 0;
}

static void
add_answers(struct buffer *b, const struct http_figures *f)
{
	static const char *const classes[HTTP_CLASSES] = { "other", "1xx",
		"2xx", "3xx", "4xx", "5xx" };

	metric_family(b, "tsunagu_http_answers_total", METRIC_COUNTER,
	    "Answers by what was asked for and by class of status.");
	for (size_t k = 0; k < COUNT(kinds); k++) {
		for (size_t c = 0; c < HTTP_CLASSES; c++) {
			if (c > 1 || f->answers[k][c])
				metric_sample(b, "tsunagu_http_answers_total",
				    (double)f->answers[k][c], "kind", kinds[k],
				    "status", classes[c], NULL);
		}
	}
}

static void
add_times(struct request *r, struct buffer *b, const struct http_figures *f)
{
	metric_family(b, "tsunagu_http_answer_seconds", METRIC_HISTOGRAM,
	    "From the last byte of a request to the first of its answer.");
	for (size_t k = 0; k < COUNT(kinds); k++) {
		uint64_t n = 0;

		for (size_t i = 0; i < HTTP_STEPS; i++) {
			n += f->within[k][i];
			metric_sample(b, "tsunagu_http_answer_seconds_bucket",
			    (double)n, "kind", kinds[k], "le", arena_fmt(r->mem,
			    "%g", http_meter_steps[i] / (double)THOUSAND), NULL);
		}
		n += f->within[k][HTTP_STEPS];
		metric_sample(b, "tsunagu_http_answer_seconds_bucket", (double)n,
		    "kind", kinds[k], "le", "+Inf", NULL);
		metric_sample(b, "tsunagu_http_answer_seconds_sum",
		    (double)f->micros[k] / MILLION, "kind", kinds[k], NULL);
		metric_sample(b, "tsunagu_http_answer_seconds_count", (double)n,
		    "kind", kinds[k], NULL);
	}
}

static void
add_http(struct request *r, struct buffer *b)
{
	struct http_figures f;

	http_meter_read(r->site->metrics->meter, &f);
	add_answers(b, &f);
	add_times(r, b, &f);
	metric_one(b, "tsunagu_http_requests_in_progress", METRIC_GAUGE,
	    "Requests that are being read or answered.", (double)f.in_progress);
	metric_one(b, "tsunagu_http_connections", METRIC_GAUGE,
	    "Connections that are open.", (double)f.connections);
}

/* Asked of the kernel, for /proc is out of reach behind the sandbox. */
static int
open_descriptors(void)
{
	struct pollfd fds[AT_ONCE];
	int n = 0;

	for (int from = 0; from < MAX_DESCRIPTORS; from += AT_ONCE) {
		for (int i = 0; i < AT_ONCE; i++)
			fds[i] = (struct pollfd){ .fd = from + i };
		if (poll(fds, AT_ONCE, 0) < 0)
			continue;
		for (int i = 0; i < AT_ONCE; i++)
			n += !(fds[i].revents & POLLNVAL);
	}
	return n;
}

/* The second number of statm, in pages; 0: not known. */
static double
resident_bytes(int statm)
{
	char line[128] = "", *at = line;
	long page = sysconf(_SC_PAGESIZE);

	if (statm < 0 || pread(statm, line, sizeof(line) - 1, 0) <= 0)
		return 0;
	(void)strtoull(at, &at, 10);
	return (double)strtoull(at, NULL, 10) * (double)page;
}

static double
seconds_of_processor(void)
{
	struct rusage u;

	if (getrusage(RUSAGE_SELF, &u) != 0)
		return 0;
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / MILLION;
}

static void
add_process(struct request *r, struct buffer *b)
{
	const struct metrics *m = r->site->metrics;

	metric_one(b, "process_start_time_seconds", METRIC_GAUGE,
	    "When this process began, in seconds since 1970.",
	    (double)m->started);
	metric_one(b, "tsunagu_uptime_seconds", METRIC_GAUGE,
	    "How long this process has run.",
	    (double)(seconds_of(date_now(r->mem)) - m->started));
	metric_one(b, "process_cpu_seconds_total", METRIC_COUNTER,
	    "Time it had of the processors.", seconds_of_processor());
	metric_one(b, "process_resident_memory_bytes", METRIC_GAUGE,
	    "Memory it has, without what is swapped out; 0: not known.",
	    resident_bytes(m->statm));
	metric_one(b, "process_open_fds", METRIC_GAUGE,
	    "Files and connections it has open.", open_descriptors());
}

static void
add_store(struct request *r, struct buffer *b)
{
	struct store_health h;

	store_health(r->site->store, &h);
	metric_one(b, "tsunagu_commits_total", METRIC_COUNTER,
	    "What was written and is durable.", (double)h.commits);
	metric_one(b, "tsunagu_commits_failed_total", METRIC_COUNTER,
	    "What could not be written: a full disk, a damaged file.",
	    (double)h.failed);
	metric_one(b, "tsunagu_last_commit_ok", METRIC_GAUGE,
	    "1: the last time something was written, it worked.", h.fine);
	if (h.committed_at)
		metric_one(b, "tsunagu_last_commit_timestamp_seconds",
		    METRIC_GAUGE, "When something was last made durable.",
		    (double)h.committed_at);
	if (h.log_bytes >= 0)
		metric_one(b, "tsunagu_database_wal_bytes", METRIC_GAUGE,
		    "The write-ahead log beside the database.",
		    (double)h.log_bytes);
}

static void
add_totals(struct request *r, struct buffer *b, const struct metrics_totals *t)
{
	metric_one(b, "tsunagu_database_bytes", METRIC_GAUGE,
	    "The database without its log.", (double)t->bytes);
	metric_one(b, "tsunagu_sessions", METRIC_GAUGE,
	    "Sessions that are open.", (double)t->sessions);
	metric_one(b, "tsunagu_mail_waiting", METRIC_GAUGE,
	    "Mails that wait to be sent.", (double)t->mail_waiting);
	metric_one(b, "tsunagu_mail_waiting_seconds", METRIC_GAUGE,
	    "How long the oldest of them has waited.", t->mail_since ?
	    (double)instant_seconds_between(t->mail_since, r->now) : 0);
	metric_one(b, "tsunagu_mail_given_up", METRIC_GAUGE,
	    "Mails that could not be sent, and wait for a person.",
	    (double)t->mail_given_up);
	metric_one(b, "tsunagu_log_rows", METRIC_GAUGE,
	    "Rows of the log of who did and saw what.", (double)t->log_rows);
}

/* When a stamp of tsunagu-backup was left; 0: never. */
static double
stamp(struct request *r, const char *name)
{
	struct stat st;

	return stat(arena_fmt(r->mem, "%s/%s", r->site->metrics->stamps, name),
	    &st) == 0 ? (double)st.st_mtime : 0;
}

/* What was never done is not there: an alert asks for absence, too. */
static void
add_stamps(struct request *r, struct buffer *b)
{
	double backup, fine, wrong;

	if (!r->site->metrics->stamps)
		return;
	backup = stamp(r, "stamp-backup");
	fine = stamp(r, "stamp-verify");
	wrong = stamp(r, "stamp-verify-wrong");
	if (backup > 0)
		metric_one(b, "tsunagu_backup_timestamp_seconds", METRIC_GAUGE,
		    "When the last backup was whole.", backup);
	if (fine > 0)
		metric_one(b, "tsunagu_verify_timestamp_seconds", METRIC_GAUGE,
		    "When verify last found nothing wrong.", fine);
	if (fine > 0 || wrong > 0)
		metric_one(b, "tsunagu_verify_ok", METRIC_GAUGE,
		    "0: the last verify found something wrong.", fine > wrong);
}

static void
add_build(struct request *r, struct buffer *b, const char *migration)
{
	metric_family(b, "tsunagu_build_info", METRIC_GAUGE,
	    "Which program this is, over which tables.");
	metric_sample(b, "tsunagu_build_info", 1, "build", r->site->build,
	    "site", r->site->open ? "public" : "staff", "tables", migration,
	    "engine", db_is_sqlite(r->db) ? "sqlite" : "postgresql", NULL);
}

enum result
metrics_answer(struct request *r)
{
	struct metrics_totals totals = { 0 };
	struct buffer *b = &r->answer.body;
	enum result rc = r->site->open ? OK : metrics_sql_totals(r, &totals);

	r->answer.type = "text/plain; version=0.0.4; charset=utf-8";
	add_build(r, b, totals.migration ? totals.migration : "");
	metric_one(b, "tsunagu_database_answers", METRIC_GAUGE,
	    "0: the database could not be asked just now.", !rc);
	add_process(r, b);
	add_http(r, b);
	add_stamps(r, b);
	if (r->site->open)
		metric_one(b, "tsunagu_bundle_timestamp_seconds", METRIC_GAUGE,
		    "When what is shown was made.",
		    (double)seconds_of(r->site->open->made_at));
	else
		add_store(r, b);
	if (!r->site->open && !rc)
		add_totals(r, b, &totals);
	return OK;
}
