#include "app/pack.h"

#include "app/deed.h"
#include "tests/kit.h"

TEST(pack_of_another_prefecture_is_refused_and_nothing_changes)
{
	struct request *r = town_request(t);
	int64_t towns = town_number(t, "SELECT count(*) FROM municipality");

	deed_begin(r);
	EXPECT(pack_load(r, "packs/iwate") == INVALID);
	EXPECT(r->nfaults == 1);
	EXPECT(strcmp(r->faults[0].field, "settings.csv:3") == 0);
	EXPECT(strstr(r->faults[0].says, "prefecture 02"));
	db_rollback(r->db);
	EXPECT(town_number(t, "SELECT count(*) FROM municipality") == towns);
	r = town_request(t);
	deed_begin(r);
	EXPECT(pack_load(r, "packs/aomori") == OK);
	db_rollback(r->db);
}
