// Every page of the staff site under every check, wide and narrow. "*" is the
// first record that the page in front of it links to; "PAGE > BEGINNING" is
// where the first link of PAGE goes whose address begins so, with a record in
// place of each "*".

import assert from 'node:assert/strict';
import { test } from './lib.mjs';

const pages = [
  '/',
  '/charges',
  '/charges > /charges/2',
  '/tasks',
  '/tasks/new',
  '/tasks?all=1',
  '/tasks?all=1 > /tasks/0',
  '/tasks?all=1 > /tasks/0 > /tasks/*/edit',
  '/calendar',
  '/children',
  '/children?q=a',
  '/children/new',
  '/children/*',
  '/children/*/edit',
  '/children/*/consents',
  '/children/*/team',
  '/children/*/viewers',
  '/children/*/attachments',
  '/children/*/glass',
  '/children/*/pathway',
  '/children/*/pathway/dates',
  '/children/* > /children/*/pathway/next',
  '/children/*/supporters',
  '/children/*/supporters > /supporters/new',
  '/children/*/merge',
  '/children?care=ventilator > /children/0 > /children/*/care',
  '/children?care=ventilator > /children/0 > /children/*/care > /children/*/devices/new',
  '/children?care=ventilator > /children/0 > /children/*/care > /devices/0',
  '/children?care=ventilator > /children/0 > /children/*/care > /children/*/supplies',
  '/children?care=ventilator > /children/0 > /children/*/care > /children/*/assessments/new',
  '/children?care=ventilator > /children/0 > /children/*/care > /assessments/0',
  '/pathway/coming',
  '/pathway/coming?region=hachinohe',
  '/children/* > /consents/new',
  '/children/*/consents > /consents/0',
  '/children/*/team > /team-members/new',
  '/children/*/team > /team-members/0',
  '/children/*/team > /assignments/new',
  '/children/*/team > /family-members/new',
  '/children/*/team > /named-grants/new',
  '/contacts',
  '/contacts/new',
  '/contacts/new?full=1',
  '/contacts/*',
  '/contacts/*/edit',
  '/contacts/*/letter',
  '/meetings',
  '/meetings/new',
  '/meetings/*',
  '/meetings/*/edit',
  '/meetings/*/letter',
  '/meetings/*/minutes',
  '/meetings/*/minutes/edit',
  '/dispatches',
  '/dispatches/new',
  '/dispatches/link',
  '/dispatches/*',
  '/agencies',
  '/agencies/new',
  '/agencies/*',
  '/agencies/*/edit',
  '/advisor-activities',
  '/advisor-activities/new',
  '/advisor-activities/*',
  '/advisor-activities/*/edit',
  '/trainings',
  '/trainings/new',
  '/trainings/*',
  '/questionnaires',
  '/questionnaires/new',
  '/questionnaires/*',
  '/trainings/*/table',
  '/trainings/*/completion',
  '/training-people',
  '/training-people > /training-people/0',
  '/concerns',
  '/concerns > /concerns/0',
  '/concerns > /concern-cards/*/edit',
  '/concern-cards/new',
  '/concerns/list',
  '/exchanges',
  '/exchanges/new',
  '/exchanges > /exchanges/0',
  '/exchanges > /exchanges/0 > /exchanges/*/photos',
  '/exchanges > /exchanges/0 > /exchanges/*/edit',
  '/exchanges/table',
  '/exchange-peers',
  '/exchange-peers/new',
  '/councils',
  '/councils/new',
  '/councils > /councils/0',
  '/councils > /councils/0 > /council-meetings/0',
  '/councils > /councils/0 > /council-meetings/0 > /council-meetings/*/agenda',
  '/councils > /councils/0 > /council-meetings/0 > /council-meetings/*/people',
  '/councils > /councils/0 > /council-members/new',
  '/evacuation',
  '/ready',
  '/outages',
  '/cases',
  '/coordinators',
  '/coordinators/new',
  '/coordinators/*',
  '/coordinators/*/edit',
  '/coordinators/coverage',
  '/coordinators/without',
  '/statistics',
  '/statistics?years=3',
  '/statistics/public?k=5',
  '/releases',
  '/releases > /releases/*',
  '/releases/series',
  '/annuals',
  '/annuals > /annuals/0',
  '/annuals/* > /annuals/*?edition=1',
  '/annuals > /annuals/0 > /annuals/*/edit',
  '/statistics/*',
  '/tabulations',
  '/tabulations/new',
  '/tabulations/forms/national',
  '/tabulations/new?rows=care&columns=region&measure=persons&method=visit',
  '/tabulations/new?rows=municipality&columns=no&measure=km',
  '/tabulations/new?rows=month&columns=requester > /tabulations/records',
  '/import/children',
  '/import/contacts',
  '/import/advisor',
  '/import/agencies',
  '/regions',
  '/travel?a=02303',
  '/services',
  '/services?criterion=ventilator&region=hachinohe&fresh=old',
  '/services/*',
  '/services/*/edit',
  '/surveys',
  '/surveys/new',
  '/surveys/*',
  '/surveys/*/edit',
  '/surveys/*/recipients',
  '/surveys/*/recipients > /survey-recipients/0',
  '/surveys/*/recipients > /survey-recipients/0 > /survey-recipients/*/answers',
  '/surveys/*/preview',
  '/surveys/*/returns',
  '/surveys/*/differences',
  '/surveys/*/results',
  '/surveys/*/cross',
  '/surveys/*/cross?rows=takes&columns=@region',
  '/surveys/*/answers?a=takes&ac=0',
  '/surveys/*/texts',
  '/surveys/*/texts > /survey-answers/*',
  '/surveys/*/report',
  '/services/*/answers',
  '/services/*/history',
  '/services/* > /places/0',
  '/services/* > /places/0 > /places/*/edit',
  '/services/* > /places/0 > /places/*/services/new',
  '/services/* > /places/0 > /places/*/history',
  '/services/* > /places/0 > /providers/0',
  '/services/* > /places/0 > /providers/0 > /providers/*/edit',
  '/services/* > /places/0 > /providers/0 > /providers/*/history',
  '/places/new',
  '/services/coverage',
  '/services/proposals',
  '/services/booklet?region=hachinohe',
  '/services/map',
  '/services/map?region=hachinohe',
  '/services/map?region=hachinohe > /places/*/pin',
  '/vacancies',
  '/publish',
  '/publish/centre',
  '/articles',
  '/articles/new',
  '/articles/exchange',
  '/articles/*',
  '/articles/*/edit',
  '/inbox',
  '/inbox?state=done',
  '/inbox > /inbox/*',
  '/vacancies?region=hachinohe&care=oxygen',
  '/vacancies > /services/*/vacancies',
  '/vacancies/late',
  '/rooms/new',
  '/unmet',
  '/unmet/new',
  '/matching',
  '/matching/gaps',
  '/needs',
  '/needs/*',
  '/retention',
  '/retention/child',
  '/retention/contact/erasure',
  '/settings/mail',
  '/outbox',
  '/account',
  '/account/factor',
  '/people',
  '/people/new',
  '/people/*',
  '/people/* > /people/*/handover',
  '/tokens',
  '/glass',
  '/glass/*',
  '/audit',
  '/audit/review',
  `/audit/review?month=${new Date().toISOString().slice(0, 7)}`,
];

const links = (t) =>
  t.page.evaluate(() =>
    [...document.querySelectorAll('main a[href]')]
      .map((a) => new URL(a.getAttribute('href'), document.baseURI))
      .map((url) => url.pathname + url.search),
  );

// Pages beside a list that are no record of it.
const UNLISTED = /^(new|link|import|export|exchange|coverage|without|map|booklet|proposals)/;

// The records that a list links to, with `rest` behind each.
async function recordsOf(t, list, rest) {
  await t.visit(list);
  return (await links(t))
    .filter(
      (p) =>
        p.startsWith(`${list}/`) &&
        !UNLISTED.test(p.slice(list.length + 1)) &&
        p.split('/').length === list.split('/').length + 1,
    )
    .map((p) => p + rest);
}

const begins = (beginning) =>
  new RegExp(`^${beginning.replaceAll('?', '\\?').replaceAll('*', '[^/?]+')}`);

async function found(t, pattern) {
  const [from, ...steps] = pattern.split(' > ');
  const [list, rest] = from.split('/*');
  let all = rest === undefined ? [from] : await recordsOf(t, list, rest);

  assert.ok(all.length, `${list} links to no record`);
  for (const step of steps) {
    let there;
    for (const address of all) {
      await t.visit(address);
      there = (await links(t)).find((p) => begins(step).test(p));
      if (there) break;
    }
    assert.ok(there, `${all.length} pages link to no ${step}`);
    all = [there];
  }
  return all[0];
}

for (const pattern of pages) {
  test(`page ${pattern}`, { looks: true }, async (t) => {
    await t.look(await found(t, pattern), { name: pattern.replaceAll('*', 'one') });
  });
}

test('page /sign-in', { signedIn: false }, (t) => t.look('/sign-in'));
test('page that is not there', (t) => t.look('/nothing-here', { status: 404 }));

test('every page of the menu is among them', async (t) => {
  await t.visit('/');
  const menu = await t.page.evaluate(() =>
    [...document.querySelectorAll('header nav a')].map((a) => new URL(a.href).pathname),
  );
  assert.ok(menu.length >= 5, `the menu has ${menu.length} entries`);
  assert.deepEqual(
    menu.filter((path) => !pages.includes(path)),
    [],
  );
});
