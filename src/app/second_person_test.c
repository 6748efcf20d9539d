#include "app/second_person.h"
#include "base/text.h"
#include "tests/kit.h"

UNIT(second_person_is_neither_writer_nor_sender_nor_nobody)
{
	const struct person hana = { .id = "hana" }, nobody = { 0 };
	struct request r = { .mem = arena_new(), .who = &hana };

	EXPECT(second_person_is(&r, "taro,minori", "taro"));
	EXPECT(second_person_is(&r, NULL, NULL));
	EXPECT(second_person_is(&r, "hanako", "taro"));
	EXPECT(!second_person_is(&r, "taro,hana", "taro"));
	EXPECT(!second_person_is(&r, "hana taro", "taro"));
	EXPECT(!second_person_is(&r, "taro", "hana"));
	r.who = &nobody;
	EXPECT(!second_person_is(&r, "taro", "taro"));
	arena_free(r.mem);
}

UNIT(second_person_who_writes_becomes_a_writer_once)
{
	const struct person hana = { .id = "hana" };
	struct request r = { .mem = arena_new(), .who = &hana };

	EXPECT(text_same(second_person_wrote(&r, NULL),
	    "hana"));
	EXPECT(text_same(second_person_wrote(&r, "taro"),
	    "taro,hana"));
	EXPECT(text_same(second_person_wrote(&r, "hana,taro"),
	    "hana,taro"));
	arena_free(r.mem);
}
