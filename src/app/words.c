#include "app/words.h"

#include <stddef.h>
#include <string.h>

#include "base/result.h"

static const struct {
	const char *key, *says;
} table[] = {
	{ "required", "入力してください。" },
	{ "choose", "選んでください。" },
	{ "not_a_day", "日付を確かめてください。例）R8.4.1、2026/4/1" },
	{ "not_a_count", "人数を数字で入力してください。例）2" },
	{ "not_a_number", "数字で入力してください。例）3" },
	{ "not_a_choice", "一覧にあるものから選んでください。" },
	{ "not_kana", "カタカナかひらがなで入力してください。" },
	{ "not_a_municipality", "市町村名を確かめてください。市・町・村まで書きます。" },
	{ "not_there", "見つかりません。登録されているものを選んでください。" },
	{ "one_line", "改行は使えません。1行で入力してください。" },
	{ "in_the_future", "まだ来ていない日です。日付を確かめてください。" },
	{ "before_birth", "生まれた日より前の日です。日付を確かめてください。" },
	{ "taken", "すでに使われています。別のものを入力してください。" },
	{ "unknown_field", "この画面にない項目です。" },
	{ "too_many_fields", "項目が多すぎるか、形が正しくありません。" },
	{ "json_broken", "JSONとして読めません。" },
	{ "json_not_flat", "値は文字・整数・真偽・文字の配列のどれかにしてください。" },
	{ "json_repeated", "同じ名前の項目が2回あります。" },
	{ "csv_quote", "引用符（\"）が閉じていません。" },
	{ "csv_encoding", "文字コードが読めません。UTF-8かShift_JIS（CP932）で保存してください。" },
	{ "csv_too_wide", "列が多すぎます（200列まで）。" },
	{ "csv_too_long", "行が多すぎます。" },
	{ "csv_empty", "中身がありません。1行目に見出しが必要です。" },
	{ "xlsx_broken", "Excelファイルとして読めません。もう一度保存してください。" },
	{ "xlsx_too_large", "ファイルが大きすぎます。" },
	{ "xlsx_empty", "シートに中身がありません。" },
	{ "done_added", "登録しました。" },
	{ "done_confirmed", "今日の日付で確認しました。" },
	{ "done_decided", "決めました。" },
	{ "done_changed", "変更を保存しました。" },
	{ "done_recorded", "記録しました。" },
	{ "done_finished", "済みにしました。" },
	{ "done_merged", "2つの記録を1つにまとめました。" },
	{ "done_separated", "元の2つの記録に戻しました。" },
	{ "done_imported", "取り込みました。" },
	{ "done_release_prepared", "表を残しました。ほかの職員の承認を待ちます。" },
	{ "done_release_approved", "承認しました。次に公表すると公開サイトに載ります。" },
	{ "done_release_withdrawn", "公表を取り下げました。公開サイトからは、次に公表すると消えます。" },
	{ "done_release_removed", "捨てました。" },
	{ "done_nothing_to_import", "いま取り込めるものはありませんでした。" },
	{ "done_published", "公表しました。公開サイトは次に開いたときから新しい内容になります。" },
	{ "done_undone", "取り込みを取り消し、前の内容に戻しました。" },
	{ "done_password", "パスワードを変えました。ほかの端末はサインアウトしました。" },
	{ "done_revoked", "使えなくしました。" },
	{ "done_left", "退職・異動として、サインインを止めました。" },
	{ "done_trial", "試しのメールを送信箱に入れました。1分ほどで届きます。" },
	{ "done_retry", "もう一度送ります。1分ほどあとに、この画面で確かめてください。" },
	{ "done_erased", "消去しました。消去の記録に残しました。" },
	{ "done_moved", "日付を変え、期日を動かしました。" },
	{ "done_cards_moved", "カードを移しました。" },
	{ "done_carried", "次の年度に引き継ぎました。" },
	{ "done_sent", "送りました。" },
	{ "done_told", "センターに伝えました。" },
	{ "done_moved_back", "日付と期日を元に戻しました。" },
	{ "done_next_stage", "次の段階に進みました。" },
	{ "done_returned", "前の段階に戻しました。" },
	{ "done_draft", "下書きを残して閉じました。" },
};

const char *
words(const char *key)
{
	for (size_t i = 0; i < COUNT(table); i++) {
		if (strcmp(table[i].key, key) == 0)
			return table[i].says;
	}
	return key;
}
