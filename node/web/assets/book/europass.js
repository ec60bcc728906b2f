// A Europass CV with the badges in it, as the Europass editor reads it in (Europass CV XML 3.0: Candidate). Each
// badge is a certification whose link holds the whole badge, for a page that checks. It knows no page.
import {encode, mark} from '../paper.js';
import {escapeXml} from './bake.js';

const badgesMax = 100;
const textMax = 5000;

const element = (name, text) => text ? `<${name}>${escapeXml(text.slice(0, textMax))}</${name}>` : '';
const dayOf = time => /^\d{4}-\d\d-\d\d/.exec(time ?? '')?.[0];

/** Where the badge can be looked at: in the link itself where it fits, or where its issuer keeps it. */
export function linkOf({text, claims}, checkPage) {
  try {
    return checkPage + mark + encode(text);
  } catch {
    return /^https:\/\//.test(claims.id ?? '') ? claims.id : '';
  }
}

function certification(badge, checkPage, giverOf) {
  const {claims} = badge;
  const day = dayOf(claims.from);
  const issued = day ? `<eures:FirstIssuedDate><hr:FormattedDateTime>${day}</hr:FormattedDateTime></eures:FirstIssuedDate>` : '';
  const description = [giverOf(badge), claims.description, claims.criteria].filter(Boolean).join('\n');
  return `<Certification>${element('hr:CertificationName', claims.name)}${issued}` +
    `${element('oa:Description', description)}${element('Link', linkOf(badge, checkPage))}</Certification>`;
}

/**
 * `id` is drawn anew for each file: nothing in it tells two files of one person apart from others'. `giverOf` says who
 * gave a badge.
 */
export function europassOf(badges, {id, language, checkPage, giverOf = one => one.claims.issuer}) {
  const certifications = badges.slice(0, badgesMax).map(badge => certification(badge, checkPage, giverOf)).join('\n');
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"' +
    ' xmlns:eures="http://www.europass_eures.eu/1.0" xmlns:hr="http://www.hr-xml.org/3"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.europass.eu/1.0 Candidate.xsd">\n' +
    `<hr:DocumentID schemeID="${escapeXml(id)}" schemeName="DocumentIdentifier" schemeAgencyName="EUROPASS" schemeVersionID="4.0"/>\n` +
    '<CandidatePerson/>\n' +
    `<CandidateProfile languageCode="${escapeXml(language)}">\n<Certifications>\n${certifications}\n</Certifications>\n` +
    '</CandidateProfile>\n</Candidate>\n';
}
