#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/result.h"

/*
 * What this process may still do once it serves: Landlock says which files and
 * which ports, seccomp which system calls. Both hold for every thread started
 * later and for good; nothing opens them again.
 *
 * Whatever is not on the list is answered with EPERM, not with death: a library
 * that tries something new after an update then does without it, and the
 * records stay in reach.
 */
struct sandbox {
	/* Folders, and files or folders; NULL ends either list. One that does
	 * not exist is passed over. */
	const char *const *writable, *const *readable;
	bool connects;               /* may open connections of its own */
	const unsigned short *ports; /* of TCP, to connect to; 0 ends them.
					 * NULL: any. Only with `connects`. */
	bool notifies;               /* may send to a unix datagram socket */
};

/*
 * Call it on the only thread, when everything else is open. False, logged: the
 * kernel has no seccomp, and less than asked for holds. A kernel without
 * Landlock is put up with, and logged: then the files' owners decide alone.
 */
bool sandbox_enter(const struct sandbox *) MUST_CHECK;
/* A part of it, for every command: no core file, no debugger of the same user,
 * no new privileges. False: logged. */
bool sandbox_memory(void) MUST_CHECK;
/* What version of Landlock's rules this kernel knows; 0: none. */
int sandbox_landlock(void);

/* The half of it in sandbox_calls.c. */
bool sandbox_calls(const struct sandbox *) MUST_CHECK;

#endif
