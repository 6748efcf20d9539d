# What the parts of the bench share: sourced by each of bench/parts. A part
# prints rows of one form, what | measured | beside it | promised; bench/run
# makes docs/performance.md of them. Everything stays on the loopback and in a
# folder of /tmp. Needs curl, sqlite3, some parts nginx, wrk, node.
# shellcheck shell=bash
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
t=${TSUNAGU:-build/tsunagu}
b=${BENCH:-build/bench}
dir=$(mktemp -d /tmp/tsunagu-bench.XXXXXX)
server='' nginx='' at='' as=''

stop() {
	[ -z "$server" ] || { kill "$server" 2>/dev/null || true; }
	[ -z "$nginx" ] || nginx -p "$dir" -c "$dir/nginx.conf" -s stop 2>/dev/null || true
	wait 2>/dev/null || true
	server='' nginx=''
}
finish() {
	local rc=$?
	[ "$rc" = 0 ] || [ ! -s "$dir/err" ] || tail -n 5 "$dir/err" >&2
	stop
	rm -rf "$dir"
}
trap finish EXIT

# row WHAT MEASURED BESIDE PROMISED
row() { printf '| %s | %s | %s | %s |\n' "$@"; }
fail() {
	echo "$0: $*" >&2
	exit 1
}
number() { echo "$1" | sed -e :a -e 's/\B[0-9]\{3\}\>/,&/;ta'; }
middle() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
calc() { awk "BEGIN { printf \"$1\", $2 }"; }
# seconds COMMAND...: how long it takes by the clock.
seconds() {
	local began
	began=$(date +%s%N)
	"$@" >"$dir/said" 2>"$dir/notes" || fail "$* said $(tail -n 3 "$dir/notes")"
	calc %.2f "($(date +%s%N) - $began) / 1e9"
}

# demo URL: a demo centre; hana, a nurse, has the password in $dir/login.
demo() { "$t" demo --db "$1" >"$dir/login"; }
# serve COMMAND...: the server, ready; its address is $at.
serve() {
	: >"$dir/at"
	"$t" "$@" --listen 127.0.0.1:0 >"$dir/at" 2>"$dir/err" &
	server=$!
	until [ -s "$dir/at" ]; do
		kill -0 "$server" 2>/dev/null || fail "no server: $(tail -n 3 "$dir/err")"
		sleep 0.005
	done
	at=$(head -n 1 "$dir/at")
}
# sign_in [LOGIN]: from here on get and look come with this person's session.
sign_in() {
	local login=${1:-$(sed -n 's/.*login: //p' "$dir/login" | head -n 1)}
	as=$dir/jar
	rm -f "$as"
	curl -sf -o /dev/null -c "$as" --data-urlencode "login=$login" --data-urlencode \
		"password=$(sed -n 's/.*password: //p' "$dir/login" | head -n 1)" "$at/sign-in"
	grep -q tsunagu_session "$as" || fail "$login cannot sign in"
}
get() { curl -sf ${as:+-b "$as"} "$at$1"; }
# input NAME <PAGE: the value of the first such field of a page.
input() { grep -o "name=\"$1\"[^>]* value=\"[^\"]*" | sed -n '1s/.* value="//p' || true; }
# linked BEGINNING PATH [N]: the N-th address of a page that begins so and ends in an id.
linked() { get "$2" | grep -o "$1/[0-9a-f-]\{36\}" | sort -u | sed -n "${3:-1}p"; }

# Nanoseconds the server's threads have worked: what others do on the machine
# is not in it.
worked() { cat /proc/"$server"/task/*/schedstat | awk '{ sum += $1 } END { printf "%.0f", sum }'; }
memory() { awk -v what="$1:" '$1 == what { print int($2 / 1024) }' "/proc/$server/smaps_rollup"; }
peak() { awk '/^VmHWM:/ { print int($2 / 1024) }' "/proc/$server/status"; }
# told WHAT PROMISED SECONDS WORK: a row of a page, the answer in $dir/out.
told() {
	row "$1" "$(calc '%.1f ms' "$3 * 1000")" \
		"$(calc '%.1f ms' "$4 / 1e6") of work, $(wc -c <"$dir/out") bytes" "$2"
}
# look WHAT PROMISED PATH [CURL...]: the middle of five ($rounds) by the clock of
# who asks, and beside it what the server's threads worked for one.
look() {
	local what=$1 promised=$2 path=$3 before n=${rounds:-5}
	shift 3
	for i in $(seq 0 "$n"); do
		[ "$i" != 1 ] || before=$(worked)
		curl -sf ${as:+-b "$as"} -o "$dir/out" -w '%{time_total}\n' "$@" "$at$path" ||
			fail "$what: no answer from $path"
	done >"$dir/times"
	case ${path%%\?*} in
	*.pdf) head -c 5 "$dir/out" | grep -q '^%PDF-' || fail "$what: no PDF" ;;
	esac
	sed -i 1d "$dir/times"
	told "$what" "$promised" "$(middle "$dir/times")" $((($(worked) - before) / n))
}

# beside FOLDER: nginx with what lies there; its address is $beside.
beside() {
	local port=$((20000 + $$ % 20000))
	beside=http://127.0.0.1:$port
	cat >"$dir/nginx.conf" <<CONF
worker_processes 2;
pid $dir/nginx.pid;
error_log $dir/nginx.log;
events { worker_connections 1024; }
http {
	access_log off;
	keepalive_requests 100000000;
	types { text/html html; }
	server { listen 127.0.0.1:$port; root $1; }
}
CONF
	[ "$(id -u)" != 0 ] || sed -i '1i user root;' "$dir/nginx.conf"
	nginx -p "$dir" -c "$dir/nginx.conf" 2>/dev/null || fail "nginx: $(cat "$dir/nginx.log")"
	nginx=yes
}
# rate SECONDS CONNECTIONS WRK...: requests a second.
rate() {
	local long=$1 many=$2
	shift 2
	wrk -t1 -c"$many" -d"${long}s" "$@" 2>/dev/null | sed -n 's/^Requests\/sec: *//p'
}
