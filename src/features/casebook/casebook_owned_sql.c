#include "features/casebook/casebook_private.h"

/* Who wrote a case stays its writer; everybody of the centre goes on with it. */
const struct owned casebook_owned = {
	.kind = "casebook",
	.label = "書きかけの事例",
	.hint = "書いた人の名前は変わりません。子どもの記録を見られる職員なら、"
	    "だれでも続きを書けます。",
	.way = OWNED_TOLD,
	.record = &casebook_record,
	.owner = "t.made_by",
	.open = "t.state IN ('draft', 'submitted')",
};
