#include "features/training/training_day.h"

/* What is kept of the day: where people sign in, and who fits nobody. */

static const struct field door_fields[] = {
	FIELD_LINK(training_door, session, .label = "研修の回",
	    .flags = HIDDEN, .to = &training_session_record),
	FIELD_DAY(training_door, on_day, .label = "受付の日",
	    .flags = HIDDEN | LISTED),
	FIELD_TEXT(training_door, token, .label = "受付のアドレス",
	    .flags = HIDDEN | PERSONAL, .max = 40),
	FIELD_TEXT(training_door, closed_at, .label = "閉じた時刻",
	    .flags = HIDDEN, .max = 30),
};

static const char *const door_beside[] = { "digest", NULL };

const struct record training_door_record = {
	.name = "training_door",
	.path = "training-doors",
	.label = "研修の受付",
	.size = sizeof(struct training_door),
	.fields = door_fields,
	.nfields = COUNT(door_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.beside = door_beside,
};

static const struct field sign_in_fields[] = {
	FIELD_LINK(training_sign_in, session, .label = "研修の回",
	    .flags = HIDDEN, .to = &training_session_record),
	FIELD_TEXT(training_sign_in, at, .label = "受付した時刻",
	    .flags = HIDDEN | LISTED, .max = 30),
	FIELD_CODE(training_sign_in, moment, .label = "始めか終わりか",
	    .list = "training_moment", .flags = HIDDEN),
	FIELD_CODE(training_sign_in, why, .label = "決まらないわけ",
	    .list = "training_unmatched", .flags = HIDDEN),
	FIELD_TEXT(training_sign_in, said, .label = "入力された連絡先",
	    .flags = HIDDEN | PERSONAL, .max = 200),
	FIELD_TEXT(training_sign_in, kana, .label = "入力された名字",
	    .flags = HIDDEN | PERSONAL, .max = 100),
	FIELD_LINK(training_sign_in, applicant, .label = "参加者",
	    .flags = HIDDEN, .to = &training_applicant_record),
	FIELD_DAY(training_sign_in, done_on, .label = "決めた日",
	    .flags = HIDDEN),
};

const struct record training_sign_in_record = {
	.name = "training_sign_in",
	.path = "training-sign-ins",
	.label = "当日の受付",
	.size = sizeof(struct training_sign_in),
	.fields = sign_in_fields,
	.nfields = COUNT(sign_in_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};
