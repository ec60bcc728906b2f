#include "cli/demo_badge.hpp"

namespace waarmerk::cli {

std::string demo_achievement(std::string_view id) {
  return "{\n  \"id\": \"" + std::string(id) + R"json(",
  "type": ["Achievement"],
  "name": "Taalmaatje: in gesprek op niveau A2",
  "description": "Voert in het Taalcafé van de bibliotheek een gewoon gesprek in het Nederlands: over werk, wonen, gezondheid en de buurt.",
  "achievementType": "Competency",
  "inLanguage": "nl",
  "fieldOfStudy": "Nederlands als tweede taal",
  "criteria": {
    "narrative": "## Wat je laat zien\n\n1. Je kwam **minstens acht keer** naar het Taalcafé.\n2. Je voerde **drie gesprekken** van tien minuten, elk over iets anders.\n3. Je vroeg zelf door, en zei het als je iets niet begreep.\n\nTwee taalmaatjes luisteren mee. Fouten maken mag."
  },
  "image": {
    "id": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NCA2NCI+PHBhdGggZmlsbD0iIzBhNWM0YyIgZD0iTTggMTBoNDh2MzJIMzBMMTggNTRWNDJIOHoiLz48cGF0aCBmaWxsPSJub25lIiBzdHJva2U9IiNmZmYiIHN0cm9rZS13aWR0aD0iNSIgZD0ibTIyIDI2IDcgNyAxMy0xNCIvPjwvc3ZnPg==",
    "type": "Image",
    "caption": "Een groene tekstballon met een vinkje"
  },
  "tag": ["taal", "Nederlands", "Taalcafé", "inburgering"],
  "alignment": [
    {
      "type": ["Alignment"],
      "targetName": "Overall oral interaction, A2",
      "targetUrl": "https://www.coe.int/en/web/common-european-framework-reference-languages/level-descriptions",
      "targetFramework": "CEFR",
      "targetCode": "A2",
      "targetType": "CFItem"
    },
    {
      "type": ["Alignment"],
      "targetName": "languages",
      "targetUrl": "http://data.europa.eu/esco/skill/L1",
      "targetFramework": "ESCO",
      "targetCode": "L1",
      "targetType": "ext:ESCO"
    }
  ]
}
)json";
}

std::string_view demo_evidence() {
  return R"json([
  {
    "name": "Drie gesprekken in het Taalcafé",
    "narrative": "Gesprekken over een nieuwe baan, een bezoek aan de huisarts en de weg naar school. Twee taalmaatjes luisterden mee en waren het eens.",
    "genre": "Gesprek"
  }
]
)json";
}

}  // namespace waarmerk::cli
