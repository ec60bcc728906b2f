// A badge as it is awarded, and ways to spoil one.

/** An Open Badge from `issuer`, not secured. */
export function badge(issuer) {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
    ],
    id: 'urn:uuid:7f3b8f5e-4a55-4f1c-9b70-3f4b6f1a2c11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {id: issuer, type: ['Profile'], name: 'Bibliotheek'},
    validFrom: '2026-03-03T10:12:00Z',
    name: 'Taalmaatje',
    credentialSubject: {
      id: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
      type: ['AchievementSubject'],
      achievement: {
        id: 'urn:uuid:9a8f2d3c-7c54-4be8-9b22-5f8f1f0f6d01',
        type: ['Achievement'],
        name: 'Taalmaatje: in gesprek op niveau A2',
        description: 'Voert een gewoon gesprek in het Nederlands.',
        achievementType: 'Competency',
        criteria: {narrative: 'Acht avonden, drie gesprekken: «elk over iets anders».'},
        tag: ['taal', 'Nederlands']
      }
    }
  };
}

/** The same with one word changed. */
export function changed(credential) {
  const copy = structuredClone(credential);
  copy.credentialSubject.achievement.name = 'Taalmaatje: in gesprek op niveau B2';
  return copy;
}

/** A compact form with one character of its payload changed. */
export function changedText(compact) {
  const at = compact.indexOf('.') + 40;
  return compact.slice(0, at) + (compact[at] === 'A' ? 'B' : 'A') + compact.slice(at + 1);
}
