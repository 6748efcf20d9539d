// What the browser adds to pages that work without it. No page needs this file.
'use strict';

const one = (css, root = document) => root.querySelector(css);
const all = (css, root = document) => [...root.querySelectorAll(css)];
const on = (target, types, act, options) =>
  types.split(' ').forEach((t) => target.addEventListener(t, act, options));
const tell = (e, attributes) =>
  Object.entries(attributes).forEach(([k, v]) => e.setAttribute(k, v));

// Safari sends the Enter that ends a composition after its end, as key 229.
const composing = (e) => e.isComposing || e.keyCode === 229;

// One polite line for screen readers, for what is otherwise only seen.
const say = (text) => {
  let line = one('#said');
  if (!line) {
    line = Object.assign(document.createElement('p'), { id: 'said', className: 'vh' });
    tell(line, { role: 'status' });
    (one('main') ?? document.body).append(line);
  }
  line.textContent = text;
};

// Enter: never while composing, nothing in one-line fields of guarded forms;
// with Ctrl or Cmd it records.
const notTyped = ['submit', 'button', 'reset', 'image', 'file', 'checkbox', 'radio'];
on(
  document,
  'keydown',
  (e) => {
    const field = e.target,
      form = field.form;
    if (e.key !== 'Enter' || !form) return;
    const oneLine = field.tagName === 'INPUT' && !notTyped.includes(field.type);
    if (composing(e)) {
      if (oneLine) e.preventDefault();
    } else if (e.ctrlKey || e.metaKey) {
      e.preventDefault();
      if (!form.dataset.sent) form.requestSubmit();
    } else if (oneLine && form.hasAttribute('data-guard')) {
      e.preventDefault();
    }
  },
  true,
);

// A form goes off once. Its button comes back with the page, or when a download answered.
const release = (form) => {
  delete form.dataset.sent;
  all('button:disabled', form).forEach((b) => {
    b.disabled = false;
  });
};
on(document, 'submit', (e) => {
  const form = e.target;
  // Not form.method: a field of that name would stand in its place.
  if (form.getAttribute('method') !== 'post') return;
  if (form.dataset.sent) return e.preventDefault();
  form.dataset.sent = '1';
  // Later, for a disabled button would not send its own name.
  setTimeout(() =>
    all('button:not([type="button"])', form).forEach((b) => {
      b.disabled = true;
    }),
  );
  setTimeout(() => release(form), 10000);
});
on(window, 'pageshow', () => all('form[data-sent]').forEach(release));

// What a form holds, without what belongs to the page it stands on.
const typed = (form) => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && name !== 'csrf' && name !== 'once')
      fields.append(name, value);
  return fields.toString();
};
const clock = () =>
  new Date().toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit' });

// A form that comes back by the browser's Back still holds what was sent. Sent
// again as it is, it goes under the key it had, which the server knows; changed,
// it is another. No text stays in the history, only a sum of it.
const sumOf = (text) => {
  let a = 0x811c9dc5,
    b = 5381;
  for (const letter of text) {
    const n = letter.codePointAt(0);
    a = Math.imul(a ^ n, 0x01000193);
    b = Math.imul(b, 33) ^ n;
  }
  return `${a >>> 0}.${b >>> 0}`;
};
const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(6))).join('.');
for (const form of all('form[data-guard]')) {
  const { once } = form.elements,
    action = form.getAttribute('action');
  const before = () => (history.state?.action === action ? history.state : null);
  if (!once) continue;
  on(form, 'submit', () => {
    const sum = sumOf(typed(form)),
      sent = before();
    if (sent?.sum === sum) once.value = sent.once;
    else if (sent?.once === once.value)
      once.value = newKey();
    history.replaceState({ action, sum, once: once.value }, '');
  });
  on(window, 'pageshow', () => {
    if (before()?.sum !== sumOf(typed(form)) || one('[data-again]', form)) return;
    const line = Object.assign(document.createElement('p'), { className: 'notice' });
    line.dataset.again = '';
    line.textContent =
      'この内容は一度送っています。直すときは、記録のページで「直す」を押してください。書きかえて送ると、別の記録になります。';
    form.prepend(line);
  });
}

// Drafts go to the server every ten seconds; leaving with something unkept is asked about.
for (const form of all('form[data-guard], form[data-draft]')) {
  const name = form.dataset.draft,
    state = one('[data-draft-state]', form);
  const { once } = form.elements,
    begun = typed(form),
    key = once?.value;
  let kept = begun,
    leaving = false;
  const keep = async (last) => {
    const body = typed(form);
    if (!name || body === kept || form.dataset.sent) return;
    const sent = new URLSearchParams({
      csrf: form.elements.csrf?.value ?? '',
      form: name,
      body: `${body}&once=${encodeURIComponent(once?.value ?? '')}`,
    });
    try {
      const answer = await fetch('/drafts', {
        method: 'POST',
        body: sent,
        keepalive: last,
        redirect: 'error',
      });
      if (!answer.ok) throw new Error(answer.status);
      kept = body;
      if (state) state.textContent = `下書きを保存しました ${clock()}`;
    } catch {
      if (state)
        state.textContent = `下書きを保存できません。このまま書き続け、通信を確かめてください。 ${clock()}`;
    }
  };
  // A draft comes back under the key of the form it was typed in: sent from two
  // tabs it is one record. What is written on in either is another.
  on(form, 'input', () => {
    if (form.dataset.restored && once.value === key && typed(form) !== begun) once.value = newKey();
  });
  if (name) {
    const timer = setInterval(keep, 10000);
    on(form, 'submit', () => clearInterval(timer));
    // 「下書きのまま閉じる」 and every other link of the form keep what is there.
    on(form, 'click', (e) => {
      if (e.target.closest('a[href]')) leaving = true;
    });
    on(window, 'pagehide', () => keep(true));
  }
  on(window, 'beforeunload', (e) => {
    if (!leaving && !form.dataset.sent && typed(form) !== kept) e.preventDefault();
  });
}

// Dates: the day as understood, with its weekday, beside the field.
const eras = {
  明: ['1868-01-25', 1867],
  大: ['1912-07-30', 1911],
  昭: ['1926-12-25', 1925],
  平: ['1989-01-08', 1988],
  令: ['2019-05-01', 2018],
};
const letters = { M: '明', T: '大', S: '昭', H: '平', R: '令' };
const readDay = (text) => {
  const s = text
    .normalize('NFKC')
    .replace(/[\s　]/g, '')
    .replace(/\(?[日月火水木金土](曜日?)?\)?$/, (m) => (m === '日' || m === '月' ? m : ''))
    .toUpperCase();
  const here = new Date(Date.now() + 9 * 3600e3),
    part = '[./\\-年月](\\d{1,2})',
    tail = `${part}${part}日?$`;
  let m, era, y, mo, d;
  if (
    (m =
      s.match(RegExp(`^([MTSHR明大昭平令])[治正和成]?(\\d{1,2}|元)${tail}`)) ||
      s.match(/^([MTSHR])(\d\d)(\d\d)(\d\d)$/))
  )
    [era, y, mo, d] = [letters[m[1]] ?? m[1], m[2] === '元' ? 1 : +m[2], m[3], m[4]];
  else if ((m = s.match(RegExp(`^(\\d{4})${tail}`)) || s.match(/^(\d{4})(\d\d)(\d\d)$/)))
    [, y, mo, d] = m;
  else if ((m = s.match(RegExp(`^(\\d{1,2})${tail}`))))
    [era, y, mo, d] = ['令', m[1], m[2], m[3]];
  else if ((m = s.match(/^(\d{1,2})[./\-月](\d{1,2})日?$/)))
    [y, mo, d] = [here.getUTCFullYear(), m[1], m[2]];
  else return null;
  const day = new Date(Date.UTC(+y + (era ? eras[era][1] : 0), mo - 1, d));
  if (+y < 1 || day.getUTCMonth() !== mo - 1 || day.getUTCDate() !== +d) return null;
  if (!era) return day;
  const iso = day.toISOString().slice(0, 10),
    list = Object.values(eras).map((v) => v[0]);
  const next = list[list.indexOf(eras[era][0]) + 1];
  return iso >= eras[era][0] && (!next || iso <= next) ? day : null;
};
for (const field of all('input[data-date]')) {
  const echo = one(`output[for="${field.id}"]`);
  const show = () => {
    const d = readDay(field.value);
    echo.textContent = d
      ? `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日` +
        `（${'日月火水木金土'[d.getUTCDay()]}）`
      : '';
  };
  if (!echo) continue;
  on(field, 'input change compositionend', show);
  show();
}

// Choosing a child by typing. The hidden field holds the id; without a choice
// the server reads the text. With data-open the page of what was chosen opens.
const combobox = (field) => {
  const hidden = field.form?.elements[field.dataset.suggestId],
    list = document.createElement('ul');
  let waiting, asking, active = -1;
  list.id = `${field.id}-list`;
  list.className = 'suggest';
  list.hidden = true;
  tell(list, { role: 'listbox', 'aria-label': '候補' });
  tell(field, {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  });
  field.after(list);
  const options = () => all('[role="option"]', list);
  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    active = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const mark = (n) => {
    const rows = options();
    active = (n + rows.length) % rows.length;
    rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === active)));
    rows[active].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', rows[active].id);
  };
  const choose = (row) => {
    if (field.dataset.open) return location.assign(field.dataset.open + row.dataset.id);
    field.value = row.dataset.label;
    if (hidden) hidden.value = row.dataset.id;
    close();
    say(`${row.dataset.label}を選びました`);
  };
  const ask = async () => {
    const q = field.value.trim();
    if (!q) return close();
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(q)}`, {
        signal: asking.signal,
        redirect: 'error',
      });
      if (!answer.ok) return close();
      const html = new DOMParser().parseFromString(await answer.text(), 'text/html');
      list.replaceChildren(...all('[role="option"]', html));
    } catch {
      return;
    }
    options().forEach((row, i) => {
      row.id = `${list.id}-${i}`;
    });
    active = -1;
    field.removeAttribute('aria-activedescendant');
    list.hidden = !options().length;
    field.setAttribute('aria-expanded', String(!list.hidden));
    say(
      list.hidden
        ? '候補はありません'
        : `候補が${options().length}件あります。上下の矢印で選べます`,
    );
  };
  on(field, 'input compositionend', (e) => {
    if (e.type === 'input' && e.isComposing) return;
    if (hidden) hidden.value = '';
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  on(field, 'compositionstart', () => clearTimeout(waiting));
  on(field, 'keydown', (e) => {
    if (composing(e)) return;
    if (e.key === 'Escape' && !list.hidden) {
      e.preventDefault();
      e.stopPropagation();
      close();
    } else if (e.key === 'ArrowDown' && list.hidden) {
      e.preventDefault();
      ask();
    } else if (list.hidden) return;
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      mark(e.key === 'ArrowDown' ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (e.key === 'Enter' && active >= 0 && !e.ctrlKey && !e.metaKey) {
      e.preventDefault();
      choose(options()[active]);
    }
  });
  on(field, 'blur', close);
  // Before the field loses the focus, which would close the list.
  on(list, 'pointerdown', (e) => e.preventDefault());
  on(list, 'click', (e) => {
    const row = e.target.closest('[role="option"]');
    if (row) choose(row);
  });
};
all('input[data-suggest]').forEach(combobox);

// Alt+N opens the memo. Switched off on the account page, for those whose other tools use the key.
let shortcuts = true;
try {
  shortcuts = localStorage.getItem('shortcuts') !== 'off';
} catch {
  /* storage may be forbidden; then it stays on */
}
all('[data-shortcut]').forEach((link) => {
  if (shortcuts)
    link.setAttribute('aria-keyshortcuts', `Alt+${link.dataset.shortcut.toUpperCase()}`);
});
on(document, 'keydown', (e) => {
  if (e.key === 'Escape')
    all('details[data-menu][open]').forEach((d) => {
      d.open = false;
      one('summary', d)?.focus();
    });
  if (!shortcuts || !e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || composing(e)) return;
  const link = all('[data-shortcut]').find(
    (l) => e.code === `Key${l.dataset.shortcut.toUpperCase()}`,
  );
  if (link) {
    e.preventDefault();
    link.click();
  }
});
for (const box of all('input[data-shortcut-switch]')) {
  box.checked = shortcuts;
  on(box, 'change', () => {
    shortcuts = box.checked;
    try {
      localStorage.setItem('shortcuts', shortcuts ? 'on' : 'off');
    } catch {
      /* for this page only */
    }
  });
}

// A file dropped on the zone is as good as one picked.
for (const zone of all('[data-drop]')) {
  const input = one('input[type="file"]', zone);
  on(zone, 'dragover dragleave drop', (e) => {
    e.preventDefault();
    zone.classList.toggle('is-over', e.type === 'dragover');
  });
  on(zone, 'drop', (e) => {
    if (e.dataTransfer.files.length) {
      input.files = e.dataTransfer.files;
      say(`${input.files[0].name}を選びました`);
    }
  });
}

// A long import: asked about every second, then on to its result.
for (const box of all('[data-progress-url]')) {
  const bar = one('progress', box),
    text = one('[data-progress-text]', box);
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.progressUrl, {
          redirect: 'error',
          cache: 'no-store',
        }),
        job = await answer.json();
      if (bar && job.all) Object.assign(bar, { max: job.all, value: job.done });
      if (text && job.all) text.textContent = `${job.all}行のうち${job.done}行を取り込みました`;
      if (job.state === 'done' || job.state === 'failed')
        return location.assign(box.dataset.next);
    } catch {
      /* the next second asks again */
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}

// A list that others change, asked for again every half minute, and at once when
// the page is looked at again. What is typed stands outside of it; nothing comes
// (304) while it is as it was.
const follow = (list) => {
  let tag = list.dataset.pollTag;
  const failed = (bad) => all('[data-poll-failed]', list).forEach((e) => { e.hidden = !bad; });
  const put = (html) => {
    const id = document.activeElement?.closest('li[id]')?.id,
      next = one('[data-poll]', new DOMParser().parseFromString(html, 'text/html'));
    if (!next) return;
    tag = next.dataset.pollTag;
    const held = id && list.contains(document.activeElement);
    list.replaceChildren(...next.childNodes);
    if (held) one(`#${CSS.escape(id)} :is(button, a)`, list)?.focus({ preventScroll: true });
  };
  const look = async () => {
    try {
      const headers = { 'If-None-Match': tag },
        answer = await fetch(list.dataset.poll, { cache: 'no-store', headers, redirect: 'error' });
      if (answer.status === 200) put(await answer.text());
      failed(!answer.ok && answer.status !== 304);
    } catch {
      failed(true);
    }
  };
  setInterval(() => document.hidden || look(), 30000);
  on(document, 'visibilitychange', () => document.hidden || look());
  on(window, 'pageshow', (e) => e.persisted && look());
};
all('[data-poll]').forEach(follow);

// Print, and copy (the clipboard is closed to plain http, where selecting still works).
on(document, 'click', (e) => {
  if (e.target.closest('[data-print]')) window.print();
  const button = e.target.closest('[data-copy]'),
    source = button && one(button.dataset.copy);
  if (!source) return;
  const done = () => say('コピーしました');
  const select = () => {
    getSelection().selectAllChildren(source);
    if (document.execCommand('copy')) done();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(source.innerText).then(done, select);
  else select();
});

// Cards may also be dragged onto a group: the same form, filled in and sent.
all('form[data-kj]').forEach((form) => {
  const to = form.elements.namedItem('to');
  if (!to) return;
  all('[data-card]', form).forEach((card) => {
    card.draggable = true;
    on(card, 'dragstart', (e) => e.dataTransfer.setData('text/plain', card.dataset.card));
  });
  all('[data-concern]', form).forEach((group) => {
    on(group, 'dragover', (e) => {
      e.preventDefault();
      group.classList.add('kj__over');
    });
    on(group, 'dragleave', () => group.classList.remove('kj__over'));
    on(group, 'drop', (e) => {
      e.preventDefault();
      const id = e.dataTransfer.getData('text/plain');
      const box = all('input[name="cards"]', form).find((b) => b.value === id);
      if (!box) return;
      box.checked = true;
      to.value = group.dataset.concern;
      form.requestSubmit();
    });
  });
});

// The points of a care score as they are chosen; the server adds up anew.
all('[data-score]').forEach((line) => {
  const form = line.closest('form');
  const add = () => {
    const chosen = all('input[data-base]:checked', form);
    const ventilated = chosen.some((c) => c.name === 'item_1' && c.dataset.base !== '0');
    const points = (c) =>
      Number(c.dataset.base) + (c.name === 'item_2' && ventilated ? 0 : Number(c.dataset.watch));
    one('output', line).textContent = `${chosen.reduce((sum, c) => sum + points(c), 0)}点`;
    line.hidden = false;
  };
  on(form, 'change', add);
  add();
});

// Tab never leads under the names of the rows, nor half out of a box that scrolls.
on(document, 'focusin', ({ target }) => {
  const inside = target.parentElement?.closest('.table-box, .bar nav');
  if (inside && target.matches(':focus-visible'))
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

// What is wrong is said first, or what was done: the next Tab goes on from there.
(one('[data-errors]') ?? (location.hash ? null : one('[data-done]')))?.focus();
