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
	} people[] = {
		{ "hana", "見本 花子", "nurse" },
		{ "natsu", "例示 なつ", "nurse" },
		{ "taro", "架空 太郎", "doctor" },
		{ "yutaka", "想定 ゆたか", "doctor" },
		{ "minori", "仮名 みのり", "counsellor" },
		{ "jiro", "模擬 次郎", "clerk" },
	};
	struct account admin;
	const char *hash = NULL;
	enum result rc = account_of_login(r, "admin", &admin);

	if (!rc)
		rc = account_sql_hash(r, admin.id, &hash);
	for (size_t i = 0; !rc && i < COUNT(people); i++)
		rc = account_add_hashed(r, people[i].login, people[i].name,
		    people[i].role, hash);
	return rc;
}
