// A person with a browser that does what pages say: cookies, and forms with all
// their hidden fields. No scripts.

const attribute = (tag, name) => tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '';

// [name, value] of each cookie an answer sets; not by getSetCookie(), which the
// node of Debian 12 has not.
export function cookiesOf(answer) {
  const lines = answer.headers.get('set-cookie')?.split(/, (?=[\w-]+=)/) ?? [];
  return lines.map((line) => line.match(/^([^=]+)=([^;]*)/).slice(1));
}

export class Visitor {
  cookies = new Map();

  constructor(url) {
    this.url = url;
  }

  async ask(method, path, body) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.url + path, {
      method,
      body,
      headers: { cookie },
      redirect: 'manual',
    });
    for (const [name, value] of cookiesOf(answer)) this.cookies.set(name, value);
    return {
      status: answer.status,
      see: answer.headers.get('location'),
      text: await answer.text(),
    };
  }

  get(path) {
    return this.ask('GET', path);
  }

  // The form of `page` that posts to `action`, with these values put in.
  async send(page, action, values) {
    const { text } = await this.get(page);
    const form = text.split('<form').find((part) => {
      const tag = part.split('>')[0];
      return attribute(tag, 'action') === action && attribute(tag, 'method') === 'post';
    });
    if (!form) throw new Error(`${page} has no form that posts to ${action}`);
    const many = /enctype="multipart/.test(form.split('>')[0]);
    const fields = many ? new FormData() : new URLSearchParams();
    const markup = form.split('</form')[0];
    for (const [tag] of markup.matchAll(/<input type="hidden"[^>]*>/g))
      fields.set(attribute(tag, 'name'), attribute(tag, 'value'));
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    return this.ask('POST', action, fields);
  }
}
