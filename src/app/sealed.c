#include "app/sealed.h"

#include "app/site.h"
#include "base/log.h"

const struct sealed_column sealed_columns[] = {
	{ "draft", "person", "form", "body" },
	{ "import_job", "id", NULL, "file_name" },
	{ "import_job", "id", NULL, "content" },
	{ "import_job", "id", NULL, "answer" },
	{ "person_factor", "id", NULL, "secret" },
	{ "person_mail", "person", NULL, "mail" },
	{ "mail", "id", NULL, "mail_to" },
	{ "mail", "id", NULL, "subject" },
	{ "mail", "id", NULL, "body" },
	{ "secret", "name", NULL, "value" },
	{ "attachment_body", "attachment", NULL, "body" },
	{ "questionnaire", "id", NULL, "secret" },
	{ "questionnaire_answer", "id", NULL, "answers" },
	{ "training_material_body", "material", NULL, "body" },
};
const size_t nsealed_columns = COUNT(sealed_columns);

const char *
sealed_close(struct request *r, const char *table, const char *id,
    const char *column, const char *text)
{
	struct seal_place place = { table, id, column };

	return seal_text(r->mem, r->site->keys->seal, &place, text);
}

const char *
sealed_open(struct request *r, const char *table, const char *id,
    const char *column, const char *stored)
{
	struct seal_place place = { table, id, column };
	const char *text = NULL;

	if (seal_read(r->mem, r->site->keys->seal, &place, stored, &text)) {
		log_error("sealed", "%s %s: %s does not open", table, id, column);
		r->damaged = true;
	}
	return text;
}
