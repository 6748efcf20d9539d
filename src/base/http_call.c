#include "base/http_threads.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/percent.h"

enum {
	BODY_KEPT = 64 * 1024,
	DROPPED_TIMES = 4,
	SEND_RATE = 64		/* bytes a millisecond that a peer sends */
};

static const char *
refusal(unsigned status)
{
	switch (status) {
	case 400: return "この要求は読み取れませんでした。\n";
	case 411: return "要求に長さがありません。\n";
	case 413: return "送られた内容が大きすぎます。\n";
	case 431: return "要求の見出しが大きすぎます。\n";
	case 503:
		return "混み合っています。少し待ってからもう一度お試しください"
		       "。\n";
	default: return "処理できませんでした。\n";
	}
}

static void
add_header(struct MHD_Response *r, const char *name, const char *value)
{
	if (MHD_add_response_header(r, name, value) != MHD_YES)
		log_error("http", "header %s cannot be sent", name);
}

static void
http_call_refuse(struct http_call *c, unsigned status)
{
	const char *text = refusal(status);

	c->status = status;
	c->nanswer = 0;
	c->response = MHD_create_response_from_buffer(
	    strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_PERSISTENT);
	if (!c->response)
		abort();
	add_header(c->response, "Content-Type", "text/plain; charset=utf-8");
	add_header(c->response, "X-Content-Type-Options", "nosniff");
	add_header(c->response, "Cache-Control", "no-store");
	add_header(c->response, "Connection", "close");
	if (status == 503)
		add_header(c->response, "Retry-After", "1");
}

void
http_call_allow(struct http_call *c, int64_t seconds, uint64_t more_ms)
{
	atomic_store(&c->until, http_now() + seconds * 1000 + (int64_t)more_ms);
}

static void
enter(struct http_call *c)
{
	struct http_server *s = c->server;

	atomic_store(&c->idle_since, http_now());
	http_call_allow(c, s->config.head_time, 0);
	pthread_mutex_lock(&s->guests_lock);
	c->later = s->guests;
	if (c->later)
		c->later->earlier = c;
	s->guests = c;
	pthread_mutex_unlock(&s->guests_lock);
	http_meter_connection(s->config.meter, 1);
}

/* Told before the descriptor is closed, so that no other is shut for it. */
static void
leave(struct http_call *c)
{
	struct http_server *s = c->server;

	pthread_mutex_lock(&s->guests_lock);
	if (c->later)
		c->later->earlier = c->earlier;
	if (c->earlier)
		c->earlier->later = c->later;
	else
		s->guests = c->later;
	pthread_mutex_unlock(&s->guests_lock);
	atomic_fetch_sub(&s->held, c->body_room);
	free(c->target);
	free(c->body);
	atomic_fetch_sub(&s->counters[c->counter], 1);
	http_meter_connection(s->config.meter, -1);
	free(c);
	if (atomic_fetch_sub(&s->nopen, 1) == 1 && atomic_load(&s->stopping)) {
		pthread_mutex_lock(&s->lock);
		pthread_cond_signal(&s->quiet);
		pthread_mutex_unlock(&s->lock);
	}
}

void
http_call_connect(void *server, struct MHD_Connection *connection,
    void **socket_context, enum MHD_ConnectionNotificationCode what)
{
	const union MHD_ConnectionInfo *info;
	struct http_call *c = *socket_context;
	const struct sockaddr_in6 *v6;
	const struct sockaddr_in *v4;

	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		leave(c);
		return;
	}
	c = calloc(1, sizeof(*c));
	if (!c)
		abort();
	c->server = server;
	c->connection = connection;
	*socket_context = c;
	info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	c->fd = info->connect_fd;
	info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	v4 = (const void *)info->client_addr;
	v6 = (const void *)info->client_addr;
	if (info->client_addr->sa_family == AF_INET6)
		inet_ntop(
		    AF_INET6, &v6->sin6_addr, c->address, sizeof(c->address));
	else
		inet_ntop(
		    AF_INET, &v4->sin_addr, c->address, sizeof(c->address));
	c->counter = http_counter_of(server, info->client_addr);
	enter(c);
}

static void
make_room(char **s, size_t *room, size_t n)
{
	size_t bigger = n < 512 ? 512 : n * 2;

	if (*room >= n)
		return;
	*s = realloc(*s, bigger);
	if (!*s)
		abort();
	*room = bigger;
}

/* The only place that gives the target before libmicrohttpd unescapes it. */
void *
http_call_target(
    void *server, const char *target, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct http_call *c = info->socket_context;
	struct http_server *s = server;
	size_t n = strlen(target ? target : "") + 1;
	int64_t until = http_now() + (int64_t)s->config.head_time * 1000;

	make_room(&c->target, &c->target_room, n);
	memcpy(c->target, target ? target : "", n);
	if (until < atomic_load(&c->until))
		atomic_store(&c->until, until);
	return c;
}

void
http_call_end(void *server, struct MHD_Connection *connection, void **call,
    enum MHD_RequestTerminationCode why)
{
	struct http_server *s = server;
	struct http_call *c = *call;
	enum http_stage stage = c ? c->stage : STAGE_IDLE;

	(void)connection;
	(void)why;
	*call = NULL;
	if (stage == STAGE_IDLE)
		return;
	http_meter_end(s->config.meter, &c->mark);
	if (c->response)
		MHD_destroy_response(c->response);
	c->response = NULL;
	c->stage = STAGE_IDLE;
	c->nbody = c->ndropped = 0;
	c->refused = 0;
	if (c->body_room > BODY_KEPT) {
		atomic_fetch_sub(&s->held, c->body_room);
		free(c->body);
		c->body = NULL;
		c->body_room = 0;
	}
	atomic_store(&c->idle_since, http_now());
	http_call_allow(c, s->config.timeout + s->config.head_time, 0);
}

struct collected {
	struct arena *mem;
	struct pairs *to;
};

static enum MHD_Result
collect(void *to, enum MHD_ValueKind kind, const char *name, size_t nname,
    const char *value, size_t nvalue)
{
	struct collected *got = to;
	char *lower = arena_take(got->mem, nname + 1);

	(void)kind;
	(void)nvalue;
	if (got->to->n == HTTP_MAX_HEADERS)
		return MHD_NO;
	for (size_t i = 0; i < nname; i++)
		lower[i] = (char)tolower((unsigned char)name[i]);
	got->to->at[got->to->n++] = (struct pair){ lower, value ? value : "" };
	return MHD_YES;
}

static enum result
read_request(
    const struct http_call *c, struct arena *mem, struct http_request *q)
{
	size_t n = strcspn(c->target, "?");
	struct collected got = { mem, &q->headers };

	*q = (struct http_request){ .method = c->method,
		.query = c->target[n] ? c->target + n + 1 : "",
		.body = c->nbody ? c->body : "",
		.nbody = c->nbody };
	q->path = percent_decode(mem, c->target, n, false);
	if (!q->path || q->path[0] != '/')
		return INVALID;
	q->headers.at = arena_array(mem, HTTP_MAX_HEADERS, sizeof(struct pair));
	MHD_get_connection_values_n(
	    c->connection, MHD_HEADER_KIND, collect, &got);
	q->address = http_head_address(mem, c, &q->headers);
	q->secure = http_head_secure(c, &q->headers);
	return OK;
}

static void
take_answer(struct http_call *c, const struct http_answer *a)
{
	c->status = (unsigned)a->status;
	c->nanswer = a->nbody;
	c->response = a->stream.more
			  ? http_stream_response(c, &a->stream)
			  : MHD_create_response_from_buffer(a->nbody,
				(void *)(uintptr_t)a->body,
				MHD_RESPMEM_MUST_COPY);
	if (!c->response)
		abort();
	if (a->type)
		add_header(c->response, "Content-Type", a->type);
	for (size_t i = 0; i < a->headers.n; i++)
		add_header(
		    c->response, a->headers.at[i].name, a->headers.at[i].value);
	if (atomic_load_explicit(&c->server->stopping, memory_order_relaxed))
		add_header(c->response, "Connection", "close");
}

void
http_call_run(struct http_call *c, struct http_lane *lane)
{
	const struct http_config *config = &c->server->config;
	atomic_size_t *busy = &c->server->busy[c->stage == STAGE_WAITING];
	struct http_request q;
	struct http_answer a = { 0 };

	atomic_fetch_add(busy, 1);
	if (read_request(c, lane->mem, &q)) {
		http_call_refuse(c, 400);
	} else {
		c->secure = q.secure;
		config->handle(config->app, lane->thread, lane->mem, &q, &a);
		c->hold = a.hold;
		take_answer(c, &a);
	}
	arena_reset(lane->mem);
	atomic_fetch_sub(busy, 1);
	atomic_fetch_add(&c->server->answered, 1);
}

static void
settled(void *call, bool leave)
{
	struct http_call *c = call;
	struct http_server *s = c->server;

	if (!leave) {
		MHD_destroy_response(c->response);
		http_call_refuse(c, 503);
	}
	c->stage = STAGE_ANSWERED;
	MHD_resume_connection(c->connection);
	http_server_leave(s);
}

void
http_call_settle(struct http_call *c)
{
	const struct http_config *config = &c->server->config;
	void *hold = c->hold;

	c->hold = NULL;
	if (hold && config->settle)
		config->settle(config->app, hold, settled, c);
	else
		settled(c, true);
}

static enum MHD_Result
send_answer(struct http_call *c)
{
	if (c->secure)
		add_header(c->response, "Strict-Transport-Security",
		    "max-age=63072000");
	http_meter_answer(c->server->config.meter, &c->mark, c->status);
	http_call_allow(c, c->server->config.body_time, c->nanswer / HTTP_TAKE_RATE);
	return MHD_queue_response(c->connection, c->status, c->response);
}

static enum MHD_Result
refuse(struct http_call *c, unsigned status)
{
	c->stage = STAGE_ANSWERED;
	http_call_refuse(c, status);
	return send_answer(c);
}

static enum MHD_Result
begin(struct http_call *c, const char *method, const char *version)
{
	const struct http_config *config = &c->server->config;
	unsigned long long nbody;
	unsigned status;

	c->stage = STAGE_READING;
	c->secure = config->cert != NULL;
	c->method = method;
	http_meter_begin(config->meter, &c->mark,
	    (size_t)(http_call_lane(c->server) - c->server->lanes), method,
	    c->target);
	c->most = config->is_upload && config->is_upload(c->target)
		      ? config->max_upload
		      : config->max_body;
	status = http_head_check(c, version, &nbody);
	if (!status && nbody / DROPPED_TIMES > c->most)
		status = 413;
	if (status)
		return refuse(c, status);
	atomic_store(&c->idle_since, 0);
	http_call_allow(c, config->body_time, nbody / SEND_RATE);
	return MHD_YES;
}

/* False: it would be more than all bodies together may take. */
static bool
make_body_room(struct http_call *c, size_t n)
{
	size_t had = c->body_room, most = c->server->config.max_held;

	if (n <= had)
		return true;
	if (most && atomic_load(&c->server->held) + n > most)
		return false;
	make_room(&c->body, &c->body_room, n);
	atomic_fetch_add(&c->server->held, c->body_room - had);
	return true;
}

/*
 * What is somewhat too big is read and thrown away: closing on a browser that
 * still sends would show it a broken connection instead of our answer.
 */
static enum MHD_Result
take_body(struct http_call *c, const char *bytes, size_t *n)
{
	if (*n > c->most - c->nbody)
		c->refused = 413;
	else if (!c->refused && !make_body_room(c, c->nbody + *n + 1))
		c->refused = 503;
	if (c->refused) {
		c->ndropped += *n;
		*n = 0;
		return c->ndropped / DROPPED_TIMES <= c->most ? MHD_YES
							      : MHD_NO;
	}
	memcpy(c->body + c->nbody, bytes, *n);
	c->nbody += *n;
	c->body[c->nbody] = '\0';
	*n = 0;
	return MHD_YES;
}

struct http_lane *
http_call_lane(struct http_server *s)
{
	struct http_lane *lane = pthread_getspecific(s->lane_key);

	if (!lane) {
		lane = &s->lanes[atomic_fetch_add(&s->nreaders, 1)];
		pthread_setspecific(s->lane_key, lane);
	}
	return lane;
}

/*
 * Called once for the headers, once for each piece of body, once behind the
 * body, and once more when a worker has resumed the connection.
 */
enum MHD_Result
http_call_step(void *server, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *bytes, size_t *n,
    void **call)
{
	struct http_call *c = *call;

	(void)url;
	(void)connection;
	if (c->stage == STAGE_IDLE)
		return begin(c, method, version);
	if (*n)
		return take_body(c, bytes, n);
	if (c->stage == STAGE_ANSWERED)
		return send_answer(c);
	if (c->refused)
		return refuse(c, c->refused);
	atomic_store(&c->until, 0);
	http_meter_ready(c->server->config.meter, &c->mark);
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return http_worker_add(c) ? MHD_YES : refuse(c, 503);
	if (!http_server_enter(server))
		return refuse(c, 503);
	http_call_run(c, http_call_lane(server));
	if (c->hold) {
		/* Suspended first: it may be settled before this returns. */
		c->stage = STAGE_WAITING;
		MHD_suspend_connection(c->connection);
		http_call_settle(c);
		return MHD_YES;
	}
	http_server_leave(server);
	c->stage = STAGE_ANSWERED;
	return send_answer(c);
}
