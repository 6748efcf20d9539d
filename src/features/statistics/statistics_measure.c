#include "features/statistics/statistics_count.h"

#include <string.h>

/* What each table counts, and which classes of which year it prints. */

#define PERSONS_ARE "期間中に1回以上対応した子どもの数です（同じ子どもは1人と数えます）。"
#define CONTACTS_ARE "期間中の対応の回数です。子どもを特定しない相談も数えます。"
#define ANSWERS_ARE "複数回答です。1回の対応が当てはまる区分のそれぞれで1件になります。"
#define ACTIVITIES_ARE "期間中の圏域アドバイザーの活動の件数です。"

const struct measure measures[REPORT_TABLES] = {
	[M_AGE] = { "age", "age_band", "年齢別の実人数", "人", PERSONS_ARE
	    "年齢は、期間中の最初の対応日の年齢です。",
	    SUBJECT_CHILD, REPORT_SINGLE, CLASS_IDENTITY },
	[M_AREA] = { "area", "region", "圏域別の実人数", "人", PERSONS_ARE
	    "圏域は、期間中の最初の対応日に市町村が属していた圏域です。",
	    SUBJECT_CHILD, REPORT_SINGLE, CLASS_IDENTITY },
	[M_METHOD] = { "method", "method", "対応方法別の延回数", "回", CONTACTS_ARE,
	    SUBJECT_CONTACT, REPORT_SINGLE, 0 },
	[M_REQUESTER] = { "requester", "requester", "相談依頼元別の延回数", "回",
	    CONTACTS_ARE, SUBJECT_CONTACT, REPORT_SINGLE, 0 },
	[M_TOPIC] = { "topic", "topic", "相談内容別の件数", "件", ANSWERS_ARE,
	    SUBJECT_CONTACT, REPORT_MULTI, 0 },
	[M_LINKED] = { "linked", "partner", "連携先機関別の件数", "件", ANSWERS_ARE,
	    SUBJECT_CONTACT, REPORT_MULTI, 0 },
	[M_CARE] = { "care", "medical_care", "医療的ケアの有無別の実人数", "人",
	    PERSONS_ARE, SUBJECT_CHILD, REPORT_SINGLE, CLASS_CARE },
	[M_ADVISOR_AREA] = { "advisor_area", "region",
	    "圏域アドバイザーの活動（圏域別）", "件", ACTIVITIES_ARE,
	    SUBJECT_ACTIVITY, REPORT_SINGLE, 0 },
	[M_ADVISOR_KIND] = { "advisor_kind", "advisor_kind",
	    "圏域アドバイザーの活動（対応内容別）", "件", ACTIVITIES_ARE,
	    SUBJECT_ACTIVITY, REPORT_SINGLE, 0 },
};

const struct measure *
measure_find(const char *name)
{
	for (size_t i = 0; name && i < REPORT_TABLES; i++) {
		if (strcmp(measures[i].name, name) == 0)
			return &measures[i];
	}
	return NULL;
}

const char *const *
measure_lists(struct arena *mem)
{
	const char **lists = arena_array(mem, REPORT_TABLES + 1,
	    sizeof(*lists));

	for (size_t i = 0; i < REPORT_TABLES; i++)
		lists[i] = measures[i].list;
	return lists;
}
