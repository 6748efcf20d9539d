#ifndef TEAM_PRIVATE_H
#define TEAM_PRIVATE_H

#include "app/page.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/team/team.h"

extern const struct template team_page, team_panel_page, team_form_page,
    glass_find_page, glass_open_page, glass_show_page, glass_list_page;

/* The four kinds with days, each under its record's own address. */
enum result team_new_get(struct request *);
enum result team_add_post(struct request *);
enum result team_edit_get(struct request *);
enum result team_change_post(struct request *);
enum result team_row_get(struct request *);
enum result team_ending_post(struct request *);
enum result team_approval_post(struct request *);

enum result team_page_get(struct request *);
/* Beside the timeline: who there is, and what is broken open or waits. */
enum result team_panel(struct request *, const char *child,
    const struct html **out);

enum result glass_open_get(struct request *);
enum result glass_open_post(struct request *);
enum result glass_find_get(struct request *);
enum result glass_find_post(struct request *);
enum result glass_list_get(struct request *);
enum result glass_show_get(struct request *);
enum result glass_review_post(struct request *);

struct due_ask;
struct due_list;
/* What waits for a second pair of eyes. */
enum result team_due(struct request *, const struct due_ask *,
    struct due_list *);

/* The second person: of the centre, neither who asked nor whom it is for. */
bool	team_may_approve(const struct request *, const struct named_grant *);
/* /children/ID/team */
const char *team_path(struct request *, const char *child);
/* さくらさん, and the way back to the child. */
struct crumb team_child_crumb(struct request *, const struct child *);

/* Fictional teams for half the children. */
enum result team_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned team_member_owned, assignment_owned,
    named_grant_owned, named_grant_asked;

#endif
