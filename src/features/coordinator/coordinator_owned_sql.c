#include "app/record.h"
#include "features/coordinator/coordinator_private.h"

/* A case is somebody's of the register: it goes on to who is in it as well. */
static bool
pass(struct request *r, const void *old, void *obj, const struct person *to)
{
	static const struct query q = {
		"supporter.coordinator_of",
		"SELECT id, name, phone, agency FROM coordinator"
		" WHERE person = $1 AND (left_on IS NULL OR left_on > $2)"
	};
	struct supporter *s = obj;
	struct rows rows = { 0 };

	(void)old;
	if (db_rows(r->db, r->mem, &q, ARGS(v_text(to->id), v_text(r->today)),
	    &rows) || !rows.nrows)
		return false;
	s->coordinator = rows_cell(&rows, 0, "id");
	for (size_t i = 0; i < 2; i++) {
		const char *name = i ? "phone" : "name";
		const struct field *of = record_field(&coordinator_record,
		    name);

		field_set(record_field(&supporter_record, name), s,
		    record_open_cell(r, r->mem, &coordinator_record, of,
		    s->coordinator, rows_cell(&rows, 0, name)));
	}
	s->agency = rows_cell(&rows, 0, "agency");
	s->hours = NULL;
	return true;
}

const struct owned supporter_owned = {
	.kind = "supporter",
	.label = "コーディネーターとしての担当",
	.hint = "台帳にいる人だけが引き継げます。そうでなければ、そのまま残ります。",
	.way = OWNED_TAKEN,
	.record = &supporter_record,
	.join = "JOIN coordinator c ON c.id = t.coordinator",
	.owner = "c.person",
	.open = "t.to_on IS NULL OR t.to_on > $2",
	.field = "coordinator",
	.pass = pass,
};
