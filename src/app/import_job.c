#include "app/import_page.h"

#include "app/sealed.h"
#include "app/site.h"
#include "base/crypto.h"
#include "base/instant.h"

enum { KEPT_SECONDS = 24 * 3600 };

/* The columns take no NULL; an empty text is no secret. */
static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

static struct seal_place
content_of(const struct import_job *job)
{
	return (struct seal_place){ "import_job", job->id, "content" };
}

enum result
import_job_add(struct request *r, struct import_job *job)
{
	static const struct query forget = {
		"import.forget", "DELETE FROM import_job WHERE made_at < $1"
	};
	static const struct query q = {
		"import.keep",
		"INSERT INTO import_job (id, person, made_at, kind, file_name,"
		" content, state, answer) VALUES ($1, $2, $3, $4, $5, $6,"
		" 'shown', '')"
	};
	struct seal_place place;

	job->id = crypto_uuid(r->mem);
	place = content_of(job);
	db_begin(r->db);
	(void)db_exec(r->db, &forget, ARGS(v_text(instant_add(r->mem, r->now,
	    -KEPT_SECONDS))));
	(void)db_exec(r->db, &q, ARGS(v_text(job->id), v_text(r->who->id),
	    v_text(r->now), v_text(job->kind),
	    v_text(or_empty(sealed_close(r, "import_job", job->id, "file_name",
	    job->file_name))), v_text(seal_bytes(r->mem, r->site->keys->seal,
	    &place, job->content, job->ncontent))));
	return db_commit(r->db);
}

enum result
import_job_of(struct request *r, const char *id, struct import_job *out)
{
	static const struct query q = {
		"import.job",
		"SELECT id, kind, file_name, state, answer FROM import_job"
		" WHERE id = $1 AND person = $2"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(id), v_text(r->who->id)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	*out = (struct import_job){ .id = rows.cells[0], .kind = rows.cells[1],
	    .file_name = sealed_open(r, "import_job", id, "file_name",
	    rows.cells[2]), .state = rows.cells[3],
	    .answer = sealed_open(r, "import_job", id, "answer",
	    rows.cells[4]) };
	if (r->damaged)
		return BROKEN;
	out->file_name = or_empty(out->file_name);
	out->answer = or_empty(out->answer);
	return OK;
}

enum result
import_job_content(struct request *r, struct import_job *job)
{
	static const struct query q = {
		"import.content", "SELECT content FROM import_job WHERE id = $1"
	};
	struct seal_place place = content_of(job);
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(job->id)),
	    &rows);

	if (rc)
		return rc;
	return seal_read_bytes(r->mem, r->site->keys->seal, &place,
	    rows.nrows ? rows.cells[0] : NULL, &job->content, &job->ncontent);
}

enum result
import_job_begin(struct request *r, const char *id)
{
	static const struct query q = {
		"import.begin",
		"UPDATE import_job SET state = 'running' WHERE id = $1"
		" AND person = $2 AND state = 'shown' RETURNING id"
	};

	db_begin(r->db);
	db_exec_one(r->db, r->mem, &q, ARGS(v_text(id), v_text(r->who->id)));
	return db_commit(r->db);
}

enum result
import_job_end(struct request *r, const char *id, const char *state,
    const char *answer)
{
	static const struct query q = {
		"import.end",
		"UPDATE import_job SET state = $2, answer = $3, content = NULL"
		" WHERE id = $1 RETURNING id"
	};

	db_begin(r->db);
	db_exec_one(r->db, r->mem, &q, ARGS(v_text(id), v_text(state),
	    v_text(or_empty(sealed_close(r, "import_job", id, "answer",
	    answer)))));
	return db_commit(r->db);
}
