#include "features/team/team_private.h"

/*
 * What ties a person to a child. A day that is named is inclusive, so what ends
 * today needs no ending.
 */
#define GOES_ON	"t.to_on IS NULL OR t.to_on > $2"

const struct owned team_member_owned = {
	.kind = "team_member",
	.label = "ケアチーム",
	.hint = "最後の日で終わります。選んだ人が、今日から入ります。",
	.way = OWNED_TIE,
	.record = &team_member_record,
	.owner = "t.person",
	.open = GOES_ON,
	.field = "person",
};

const struct owned assignment_owned = {
	.kind = "assignment",
	.label = "派遣の期間",
	.hint = "最後の日で終わります。選んだ人が、今日から同じ日まで続けます。",
	.way = OWNED_TIE,
	.record = &assignment_record,
	.owner = "t.person",
	.open = "t.to_on > $2",
	.field = "person",
};

const struct owned named_grant_owned = {
	.kind = "named_grant",
	.label = "名指しの許可",
	.hint = "最後の日で終わり、だれにも引き継がれません。",
	.way = OWNED_ENDS,
	.record = &named_grant_record,
	.owner = "t.person",
	.open = "t.to_on > $2",
};

const struct owned named_grant_asked = {
	.kind = "named_grant_asked",
	.label = "申し込んだ許可の承認待ち",
	.hint = "続けるかは、承認する人が決めます。",
	.way = OWNED_TOLD,
	.record = &named_grant_record,
	.owner = "t.asked_by",
	.open = "t.approved_by IS NULL AND t.to_on >= $2",
};
