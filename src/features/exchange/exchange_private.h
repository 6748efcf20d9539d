#ifndef EXCHANGE_PRIVATE_H
#define EXCHANGE_PRIVATE_H

#include "app/due.h"
#include "app/page.h"
#include "features/exchange/exchange.h"

extern const struct template exchange_list_page, exchange_show_page,
    exchange_report_page, exchange_party_page;

enum { EXCHANGE_REPORT_DAYS = 14, EXCHANGE_REMIND_DAYS = 2 };

enum result exchange_open(struct request *, const char *id,
    struct exchange *) MUST_CHECK;
/* The party of the address with its event. */
enum result exchange_open_party(struct request *, struct exchange_party *,
    struct exchange *) MUST_CHECK;
bool	exchange_party_is(const struct exchange_party *, const char *state);
void	exchange_check(struct request *, const void *);
void	exchange_party_check(struct request *, const void *);
/* Inside the deed that changes an event: more room is theirs who wait. */
enum result exchange_follow(struct request *, const void *old,
    const void *now);

enum result exchange_list_get(struct request *);
enum result exchange_show_get(struct request *);
enum result exchange_party_post(struct request *);
enum result exchange_party_get(struct request *);
enum result exchange_party_edit_get(struct request *);
enum result exchange_party_change_post(struct request *);
enum result exchange_party_cancel_post(struct request *);
enum result exchange_guest_post(struct request *);
enum result exchange_photo_post(struct request *);
enum result exchange_attendance_post(struct request *);
enum result exchange_cancellation_post(struct request *);
enum result exchange_report_get(struct request *);
enum result exchange_report_post(struct request *);
enum result exchange_photos_get(struct request *);
enum result exchange_photos_pdf_get(struct request *);
enum result exchange_table_get(struct request *);
enum result exchange_table_pdf_get(struct request *);

/* The page of an event with faults and what was typed of a party (NULL: nothing),
 * and rc. */
enum result exchange_show_again(struct request *, const struct exchange *,
    const struct exchange_party *typed, enum result rc);

enum result exchange_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result exchange_daily(struct request *);
enum result exchange_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned exchange_owned;

#endif
