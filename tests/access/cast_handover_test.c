#include "app/session.h"
#include "base/crypto.h"
#include "tests/access/cast_test.h"

/* Who left has handed all of it on to everybody, one after the other. */
void
cast_hand_over(struct cast *c, struct request *r)
{
	static const struct query add = { "test.handover",
		"INSERT INTO handover (id, at, person, successor, last_on,"
		" made_by) VALUES ($1, $2, $3, $4, $5, $4)" };
	static const struct query items = { "test.handover_items",
		"INSERT INTO handover_item (handover, kind, record_id, child)"
		" SELECT $1, 'team_member', id, child FROM team_member"
		" UNION ALL SELECT $1, 'assignment', id, child FROM assignment"
		" UNION ALL SELECT $1, 'contact', id, child FROM contact"
		" WHERE next_on IS NOT NULL" };

	for (size_t i = ADMINISTRATOR; i < PEOPLE; i++) {
		const char *id = crypto_uuid(r->mem);

		db_exec(r->db, &add, ARGS(v_text(id), v_text(r->now),
		    v_text(c->gone), v_text(c->seats[i].id),
		    v_text(r->today)));
		db_exec(r->db, &items, ARGS(v_text(id)));
	}
}
