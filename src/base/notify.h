#ifndef BASE_NOTIFY_H
#define BASE_NOTIFY_H

#include <stdbool.h>

#include "base/result.h"

/*
 * What a service manager hands over and wants to be told: systemd, or anything
 * that speaks as it does (LISTEN_FDS, NOTIFY_SOCKET, WATCHDOG_USEC). Without
 * one, nothing happens. Call these from the main thread.
 */

/* A listening socket that was handed over; 0: none was; -1: something else
 * was, or more than one: logged. It stays open with whoever handed it over. */
int notify_listening(void);

void notify_ready(void);
void notify_stopping(void);
void notify_alive(void);
/* Milliseconds in which notify_alive should come; 0: it is not waited for. */
long notify_patience(void);

#endif
