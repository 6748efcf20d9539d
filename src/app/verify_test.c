#include "app/verify_town_test.h"

#include "app/site.h"
#include "base/chain_key.h"

/* What verify says of a town that nobody has touched, and who nobody should. */

TEST(verify_finds_nothing_wrong_where_nothing_is)
{
	struct log_town a;

	log_town_open(&a, t);
	EXPECT(log_is_whole(&a));
	EXPECT_SAYS(&a, "audit: 250 rows read, 250 macs, 4 checkpoints\n");
	EXPECT_SAYS(&a, "audit rows 241 to 250 are not signed yet\n");
	log_sign(&a);
	EXPECT(log_is_whole(&a));
	EXPECT(!log_says(&a, "not signed yet"));
	log_town_close(&a);
}

TEST(verify_without_the_first_key_says_which_macs_it_could_not_check)
{
	struct log_town a;

	log_town_open(&a, t);
	EXPECT(log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "audit: 250 rows read, 51 macs, 4 checkpoints\n");
	EXPECT_SAYS(&a, "the macs of rows before 200 need audit.start");
	log_town_close(&a);
}
