// The rules of Open Badges 3.0 (1EdTech, section B) for what a badge holds: a table, and what each column asks.
// `name!` must be there.
import {isUrl} from './urls.js';
import {Found} from './findings.js';
import {each, isObject} from './json.js';
import {limits} from './limits.js';
import {parseTime} from './times.js';

const list = text => new Set(text.trim().split(/\s+/));
const extension = /^ext:[A-Za-z0-9._-]+$/;
const oneOf = (words, mayExtend = true) => value =>
  typeof value === 'string' && (words.has(value) || (mayExtend && extension.test(value)));

const achievementType = oneOf(list(`Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award
  BachelorDegree Badge Certificate CertificateOfCompletion Certification CoCurricular CommunityService Competency Course
  Degree Diploma DoctoralDegree Fieldwork GeneralEducationDevelopment JourneymanCertificate LearningProgram License
  MasterCertificate MasterDegree Membership MicroCredential ProfessionalDoctorate QualityAssuranceCredential
  ResearchDoctorate SecondarySchoolDiploma`));
const resultType = oneOf(list(`GradePointAverage LetterGrade Percent PerformanceLevel PredictedScore RawScore Result
  RubricCriterion RubricCriterionLevel RubricScore ScaledScore Status`));
const resultStatus = oneOf(list('Completed Enrolled Failed InProgress OnHold Provisional Withdrew'), false);
const identityType = oneOf(list(`name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber
  isbn issn lisSourcedId oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ltiUserId
  identifier`));
const targetType = oneOf(list(`CFItem CFRubric CFRubricCriterion CFRubricCriterionLevel CTDL ceasn:Competency
  ceterms:Credential`));

// A text, or what stands for one in several languages.
const text = value => typeof value === 'string' || (isObject(value) && Object.keys(value).length > 0);
const full = value => text(value) && value !== '';
const url = isUrl;
const number = value => typeof value === 'number';
const within = most => value => number(value) && Math.abs(value) <= most;
const flag = value => typeof value === 'boolean';
const time = value => parseTime(value) !== undefined;
const many = rule => value => each(value).length <= limits.related && each(value).every(rule);
/** An object, or, as many write it, its URL. */
const orUrl = name => value => isObject(value) ? matches(name, value) : isUrl(value);
const object = name => value => matches(name, value);
const columns = (rule, names) => Object.fromEntries(names.split(' ').map(name => [name, rule]));

const rules = {
  Image: {'id!': url, caption: text},
  GeoCoordinates: {'latitude!': within(90), 'longitude!': within(180)},
  Address: {
    ...columns(text, 'addressCountry addressCountryCode addressRegion addressLocality streetAddress postOfficeBoxNumber postalCode'),
    geo: object('GeoCoordinates')
  },
  IdentifierEntry: {'identifier!': full, 'identifierType!': identityType},
  IdentityObject: {'identityHash!': full, 'identityType!': full, 'hashed!': flag, salt: text},
  Profile: {
    'id!': url, url, image: orUrl('Image'), address: object('Address'), otherIdentifier: many(object('IdentifierEntry')),
    ...columns(text, `name phone description email official familyName givenName additionalName patronymicName honorificPrefix \
honorificSuffix familyNamePrefix`), parentOrg: object('Profile')
  },
  Alignment: {
    'targetName!': full, 'targetUrl!': url, targetType, ...columns(text, 'targetCode targetDescription targetFramework')
  },
  RubricCriterionLevel: {
    'id!': url, 'name!': full, ...columns(text, 'description level points'), alignment: many(object('Alignment'))
  },
  ResultDescription: {
    'id!': url, 'name!': full, 'resultType!': resultType, allowedValue: many(text), requiredLevel: url,
    ...columns(text, 'requiredValue valueMin valueMax'), alignment: many(object('Alignment')),
    rubricCriterionLevel: many(object('RubricCriterionLevel'))
  },
  Related: {'id!': url, inLanguage: text, version: text},
  Achievement: {
    'id!': url, 'name!': full, 'description!': full, 'criteria!': object('criteria'), achievementType,
    ...columns(text, 'inLanguage fieldOfStudy specialization humanCode version'), creditsAvailable: number,
    tag: many(text), image: orUrl('Image'), alignment: many(object('Alignment')), creator: orUrl('Profile'),
    otherIdentifier: many(object('IdentifierEntry')), related: many(object('Related')),
    resultDescription: many(object('ResultDescription'))
  },
  criteria: {id: url, narrative: text},
  Result: {
    resultDescription: url, achievedLevel: url, status: resultStatus, value: text, alignment: many(object('Alignment'))
  },
  Evidence: {id: url, ...columns(text, 'narrative name description genre audience')},
  AchievementSubject: {
    identifier: many(object('IdentityObject')), source: object('Profile'), image: orUrl('Image'),
    ...columns(text, 'licenseNumber narrative role term'), creditsEarned: number, activityStartDate: time,
    activityEndDate: time, result: many(object('Result')), 'achievement!': object('Achievement')
  }
};

function matches(name, value) {
  // The criteria need not say what they are.
  if(!isObject(value) || (name !== 'criteria' && !each(value.type).includes(name))) return false;
  return Object.entries(rules[name]).every(([column, rule]) => {
    const member = value[column.replace('!', '')];
    return member === undefined ? !column.endsWith('!') : rule(member);
  });
}

const context = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context.*\.json$/;
const broken = path => new Found('malformed_achievement', {detail: path});

/** Throws badge.malformed_achievement. Endorsements are left to the node. */
export function checkOpenBadge(credential, {id, from, subjects}) {
  if(!credential['@context'].some(one => context.test(one))) throw broken('@context');
  if(id === undefined || from === undefined) throw broken(id === undefined ? 'id' : 'validFrom');
  const {issuer, image, awardedDate, evidence} = credential;
  if(isObject(issuer) && !matches('Profile', issuer)) throw broken('issuer');
  if(image !== undefined && !orUrl('Image')(image)) throw broken('image');
  if(awardedDate !== undefined && !time(awardedDate)) throw broken('awardedDate');
  if(!many(object('Evidence'))(evidence)) throw broken('evidence');
  const [subject] = subjects;
  const isGiven = subject.id !== undefined || subject.identifier !== undefined;
  if(subjects.length !== 1 || !isGiven || !matches('AchievementSubject', subject)) throw broken('credentialSubject');
}
