#ifndef OUTBOX_H
#define OUTBOX_H

#include "app/feature.h"

/*
 * What administrators see of mail: the server it goes to, and which notices
 * wait or were given up, and why. They see whom a notice is for when that is
 * somebody who signs in; never an address, and nothing of what it says.
 */
extern const struct feature outbox_feature;

#endif
