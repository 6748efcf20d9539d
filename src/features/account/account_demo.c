#include "features/account/account_private.h"
#include "features/account/account_sql.h"

/*
 * The people of the fictional centre. They share the password of its
 * administrator, so that whoever tries the demo can be any of them.
 */
enum result
account_demo(struct request *r)
{
	static const struct {
		const char *login, *name, *role;
		const char *kind;	/* of the agency; NULL: none */
	} people[] = {
		{ "hana", "見本 花子", "nurse", NULL },
		{ "natsu", "例示 なつ", "nurse", NULL },
		{ "taro", "架空 太郎", "doctor", NULL },
		{ "yutaka", "想定 ゆたか", "doctor", NULL },
		{ "minori", "仮名 みのり", "counsellor", NULL },
		{ "jiro", "模擬 次郎", "clerk", NULL },
		{ "goro", "派遣 五郎", "advisor", "hospital" },
		{ "sachi", "連携 さち", "coordinator", "consultation" },
		{ "kazu", "役場 かず", "officer", "municipality" },
		{ "yuki", "施設 ゆき", "facility", "day_service" },
		{ "haha", "見本 明子", "family", NULL },
	};
	struct account admin;
	const char *hash = NULL;
	enum result rc = account_of_login(r, "admin", &admin);

	if (!rc)
		rc = account_sql_hash(r, admin.id, &hash);
	for (size_t i = 0; !rc && i < COUNT(people); i++) {
		struct account a = { .login = people[i].login,
			.name = people[i].name, .role = people[i].role };

		if (people[i].kind)
			rc = account_sql_demo_agency(r, people[i].kind, &a.agency);
		if (!rc)
			rc = account_insert(r, &a, hash);
	}
	return rc;
}
