using System.Collections.Frozen;
using System.Text.Json;
using Doorstep.App.Siting;
using Microsoft.OpenApi;

namespace Doorstep.Web.Api;

/// <summary>
/// What the words of the interface mean, for whoever reads its description: one word means one thing, and where a place needs
/// another meaning it is named with its owner (`StartBody.code`, `residents.id`): the body's schema, or the first word of the path.
/// </summary>
internal static class ApiTerms
{
    private const string Asked = "Body";
    private const string Answered = "Document";

    private const string DayFrom = "First local day on which it holds.";
    private const string DayUntil = "Last local day on which it holds.";

    private static readonly FrozenDictionary<string, string> Terms = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Who and where
        ["provider"] = "Code of the organisation that runs it.",
        ["station"] = "Code of the station.",
        ["stations.id"] = "Code of the station: 1 to 32 letters, digits and '-', as on its sign; it never changes.",
        ["pile"] = "Number of the pile, 14 digits.",
        ["number"] = "Number of the pile: the 14 digits printed on it, unique in the city.",
        ["OrderBody.connector"] = "Connector of the pile, counted from 1; 0 means the pile as a whole.",
        ["StartBody.connector"] = "Connector of the pile, counted from 1, where the code does not say it; may be left out when the pile has one.",
        ["resident"] = "Id of a resident.",
        ["StartBody.resident"] = "Id of the resident who pays, when staff start for somebody; a resident always pays himself.",
        ["organisation"] = "Code of an organisation.",
        ["TokenBody.organisation"] = "Code of the organisation the token acts for; every role but city, auditor and safety needs one.",
        ["community"] = "Code of a community.",
        ["stations.community"] = "Code of a community, instead of a position: distances are from its nearest gate.",
        ["homeCommunity"] = "Code of the community the resident lives in.",
        ["division"] = "Official code of the street or district it lies in (6, 9 or 12 digits).",
        ["census.division"] = "Official code of a district or street: only the communities in it.",
        ["areas"] = "Official codes of the districts and streets the right is limited to; empty for no limit.",
        ["district"] = "Official code of a district; left out, with no street and no communities, for the whole city.",
        ["street"] = "Official code of a street of the district.",
        ["communities"] = "Codes of communities, where only some are meant.",
        ["longitude"] = "Degrees east in the given datum, 73 to 136.",
        ["latitude"] = "Degrees north in the given datum, 3 to 54.",
        ["homeLongitude"] = "Degrees east of the resident's home.",
        ["homeLatitude"] = "Degrees north of the resident's home.",
        ["datum"] = "What the coordinates are in: wgs84 (GPS), gcj02 (Chinese maps) or bd09 (Baidu). Kept as wgs84.",
        ["homeDatum"] = "What the home's coordinates are in.",
        ["radiusMetres"] = "Straight line in metres, up to 50,000; 3,000 when left out.",
        ["onlyFree"] = "Only stations with a free connector.",
        ["onlyFast"] = "Only stations with DC piles.",
        ["onlySlow"] = "Only stations with AC piles.",
        ["onlyOpenNow"] = "Only stations open at this hour.",
        ["onlySheltered"] = "Only stations with a roof.",
        ["most"] = "How many at the most, 1 to 200; 30 when left out.",

        // Pages of long lists
        ["before"] = "Id of the last line of the page before; left out for the newest.",
        ["take"] = "How many lines at the most.",
        ["from"] = DayFrom,
        ["until"] = DayUntil,
        ["audit.from"] = "From this instant on (UTC).",
        ["audit.until"] = "Before this instant (UTC).",
        ["files.from"] = "From this instant on (UTC).",
        ["files.until"] = "Before this instant (UTC).",
        ["sessions.from"] = "Asked for at this instant (UTC) or later.",
        ["sessions.until"] = "Asked for before this instant (UTC).",
        ["providers.from"] = "First local day of the settlement.",
        ["providers.until"] = "Last local day of the settlement.",
        ["ceiling-exceptions.from"] = "Only exceptions that hold on this local day or later; left out for all there ever were.",
        ["byMonth"] = "One line a month instead of one a day.",
        ["search"] = "A whole phone number, an id, or the beginning of a name.",
        ["q"] = "Part of a community's name or code.",
        ["need"] = "all, firstBatch (首批示范场景), gap (something is missing within reach), waiting (a survey waits for the street) or unsurveyed.",
        ["actor"] = "Name of whoever did it.",
        ["action"] = "Beginning of the action's name, such as `station.` or `staff.disable`.",
        ["subject"] = "Beginning of what it was done to, such as `station:EZ0001`.",
        ["account"] = "Name of a ledger account, instead of a resident or provider; for the city only.",
        ["sessions.disputed"] = "Only sessions whose figures are (true) or are not (false) in question.",
        ["sessions.state"] = "Only sessions in this state.",
        ["closed"] = "True for an organisation that works no more.",
        ["organisations.closed"] = "True to see closed organisations too.",
        ["tokens"] = "True for the tokens of programs instead of one's own sign-ins.",

        // Keys in paths
        ["code"] = "Its code; letters, digits and '-', chosen once.",
        ["organisations.code"] = "Code of the organisation, chosen once.",
        ["providers.code"] = "Code of the provider.",
        ["tariffs.code"] = "Code of the tariff, chosen once.",
        ["key"] = "Name of the setting, as `GET /settings` lists them.",
        ["version"] = "Id of a tariff's version.",
        ["lastDay"] = "Last local day it holds; left out to take back a version that has not begun.",
        ["vehicle"] = "Id of the resident's car.",
        ["survey"] = "Id of the survey.",
        ["sessions.id"] = "Id of the session.",
        ["residents.id"] = "Id of the resident.",
        ["staff.id"] = "Id of the member of staff.",
        ["grants.id"] = "Id of the sign-in or token.",
        ["ceiling-exceptions.id"] = "Id of the exception.",
        ["siting.id"] = "Id of the run or call.",
        ["siting.file"] = "Which file of the run.",
        ["siting.a"] = "Id of the one run.",
        ["siting.b"] = "Id of the other run.",
        ["format"] = "How the file travels.",
        ["census.format"] = "How the file travels; a shapefile comes as a zip.",
        ["dryRun"] = "True to read and judge every row and write nothing.",
        ["files.datum"] = "What the file's coordinates are in, where it does not say so itself.",
        ["census.datum"] = "What the file's coordinates are in. There is no default: a wrong guess moves every place by half a kilometre.",
        ["census.kind"] = "What the file holds.",
        ["organisations.kind"] = "Only organisations of this kind.",
        ["hours"] = "How many hours ahead, 1 to 72; 24 when left out.",
        ["secondStepToo"] = "Takes the authenticator, the recovery codes and the passkeys away as well.",

        // Names and texts
        ["name"] = "Name in Chinese, 1 to 100 characters.",
        ["RunBody.name"] = "Name of the run, 1 to 60 characters.",
        ["LocksBody.name"] = "Name of the new run, 1 to 60 characters.",
        ["englishName"] = "Name in English; empty where there is none.",
        ["displayName"] = "Name shown to others.",
        ["label"] = "What stands on it.",
        ["BayBody.label"] = "What is painted on the ground, unique in its station.",
        ["TokenBody.label"] = "What the token is for, 1 to 100 characters.",
        ["address"] = "Postal address, up to 200 characters.",
        ["directions"] = "How to get in: gate, floor, landmark; up to 500 characters.",
        ["vendor"] = "Who made it, up to 60 characters.",
        ["model"] = "The maker's name for it, up to 60 characters.",
        ["source"] = "Where the figure or record comes from, for whoever asks later.",
        ["TopUpBody.source"] = "Way of payment, as `GET /payment-sources` lists them.",
        ["note"] = "Anything a reader should know, up to 500 characters.",
        ["remark"] = "A remark for the record, up to 500 characters.",
        ["reason"] = "Why, for the record.",
        ["why"] = "Why it is returned; needed when it is.",
        ["freeReason"] = "Why nobody pays; staff only.",
        ["title"] = "Title in Chinese, 1 to 80 characters.",
        ["text"] = "Text in Chinese, 1 to 4,000 characters.",
        ["englishTitle"] = "Title in English, up to 80 characters.",
        ["englishText"] = "Text in English, up to 4,000 characters.",
        ["document"] = "The public document the prices come from.",
        ["operator"] = "Who runs it.",
        ["owner"] = "Who owns the ground.",
        ["TariffBody.owner"] = "Code of the organisation that publishes the tariff.",
        ["landRight"] = "How far the right to build there has come.",
        ["creditCode"] = "Unified social credit code 统一社会信用代码, 18 characters.",
        ["phone"] = "Mobile number; spaces, dashes and +86 in front do no harm.",
        ["StationBody.phone"] = "Number to call on site, up to 40 characters.",
        ["messages.phone"] = "Only messages to this number.",
        ["culture"] = "Language of messages: zh-CN or en.",
        ["consentVersion"] = "Version of the privacy statement the resident agreed to.",

        // Kinds and states
        ["OrganisationBody.kind"] = "What it is; it decides which roles its staff may have.",
        ["PileBody.kind"] = "ac (slow) or dc (fast).",
        ["SiteBody.kind"] = "What the place is today.",
        ["OrderBody.kind"] = "What the pile is to do.",
        ["role"] = "What its holder may do.",
        ["state"] = "The state it is in, or is to be in.",
        ["protocol"] = "ocpp16 (OCPP 1.6J), ocpp201 (OCPP 2.0.1) or ykc (云快充 1.5/1.6).",
        ["zone"] = "resident for agreement residents, public for everybody.",

        // Stations and piles
        ["gridLimitW"] = "What the grid connection allows, in W; more than 0.",
        ["opensAt"] = "Local time at which it opens; with closesAt left out for day and night.",
        ["closesAt"] = "Local time at which it closes; earlier than opensAt for the next morning.",
        ["openToPublic"] = "False for a station only its community may use.",
        ["sheltered"] = "Has a roof.",
        ["ratedPowerW"] = "What the pile gives in all, in W, up to 2,000,000.",
        ["connectorsW"] = "What each connector gives, in W, in order, 1 to 20 of them; left out for one with the pile's rated power.",
        ["linkName"] = "As the pile names itself on its link (last part of the OCPP address), 1 to 48 letters, digits and `-_.:`; empty for its number. YKC piles are named by their number.",
        ["PileBody.secret"] = "Secret of the pile's link (HTTP Basic password), 16 to 40 printable characters; left out to keep the present one, or to have one made and answered once as newSecret.",
        ["RecordedDocument.newSecret"] = "The secret made just now; it is never shown again.",
        ["boundOnFirstSight"] = "True for an OCPP pile without a secret: it is bound to the first link it shows itself on. YKC piles always are.",
        ["outOfService"] = "True while nobody may charge there.",
        ["hasLock"] = "Has a ground lock.",
        ["hasCamera"] = "Has a camera that sees who stands there.",
        ["BayBody.connectors"] = "Connectors whose cable reaches the bay, each as `14 digits-gun`.",

        // Prices
        ["plans"] = "One or more shapes of day; together they name every month once.",
        ["months"] = "Months in which this shape of day holds, 1 to 12.",
        ["rates"] = "The rates of such a day, 1 to 48.",
        ["halfHours"] = "48 positions in `rates` counted from 0, one for each half-hour from local midnight on.",
        ["period"] = "tip 尖, peak 峰, flat 平, valley 谷 or deepValley 深谷.",
        ["electricityYuanPerKwh"] = "Price of electricity, taxes included, at most six decimals.",
        ["serviceYuanPerKwh"] = "Service fee, taxes included, at most six decimals; for agreement residents the city's ceiling holds above it.",
        ["ceilingYuanPerKwh"] = "The most an agreement resident pays as service fee there.",
        ["validFrom"] = "First local day; tomorrow or later for a tariff that already prices somebody.",
        ["validUntil"] = "Last local day; left out while it has none.",
        ["tariff"] = "Code of the tariff.",
        ["value"] = "The number, in the setting's unit and range.",

        // People
        ["userName"] = "2 to 64 letters, digits and `._-@`.",
        ["password"] = "10 to 200 characters; under 16 of three kinds at least.",
        ["AcceptBody.secret"] = "The invitation's secret, as its link carries it.",
        ["SignInBody.code"] = "The one-time code sent to the phone.",
        ["StaffSignInBody.code"] = "Six digits of the authenticator, or a recovery code, where the account has a second step.",
        ["device"] = "Name by which the owner knows this sign-in later.",
        ["days"] = "For how many days; 90 when left out.",
        ["disabled"] = "True ends all sign-ins at once and lets nobody in.",
        ["blocked"] = "True while it may not be used.",
        ["uid"] = "Number of the card or tag as piles send it (OCPP idTag, YKC physical card number), at most 36 printable characters.",
        ["plate"] = "Number plate 车牌.",
        ["vin"] = "Vehicle identification number, 17 characters.",
        ["batteryWh"] = "Capacity of the battery in Wh.",
        ["AgreementBody.from"] = "First local day of the agreement; with until left out it ends.",
        ["AgreementBody.until"] = "Last local day of the agreement; left out while it has none.",
        ["upTo"] = "Id of the newest message that was seen; left out for all.",

        // Charging and money
        ["StartBody.code"] = "What stands on the pile or in its QR code: 14 digits, with `-gun` where it has several.",
        ["SessionDocument.energyWh"] = "Energy in Wh by our own reckoning.",
        ["SessionDocument.pileEnergyWh"] = "Energy in Wh as the pile claims it; kept beside ours.",
        ["SessionDocument.pileAmountFen"] = "Amount in fen as the pile claims it; kept beside ours.",
        ["SessionDocument.meterStartWh"] = "The meter's register when the session began, in Wh.",
        ["SessionDocument.meterStopWh"] = "The meter's register when it ended, in Wh.",
        ["SessionDocument.heldFen"] = "Money set aside while the session runs.",
        ["SessionDocument.totalFen"] = "The bill's total; null while there is none.",
        ["SessionDocument.offline"] = "The pile told of it afterwards.",
        ["SessionDocument.disputed"] = "True while the figures are in question.",
        ["amountFen"] = "Amount in fen (0.01 CNY), more than 0.",
        ["electricityFen"] = "Part of the amount that is electricity, in fen.",
        ["serviceFen"] = "Part of the amount that is service fee, in fen.",
        ["TopUpBody.key"] = "The asker's own key for this payment, 1 to 64 characters: the same key again is the same payment.",
        ["WithdrawBody.key"] = "The asker's own key for this withdrawal, 1 to 64 characters: the same key again is the same withdrawal.",
        ["RefundBody.key"] = "The asker's own key for this refund, 1 to 64 characters: the same key again is the same refund.",

        // Census and sites
        ["on"] = "Local day of the count.",
        ["households"] = "Households counted.",
        ["parkingSpaces"] = "Parking spaces counted.",
        ["vehicles"] = "New-energy vehicles of the residents.",
        ["privatePiles"] = "Private piles counted.",
        ["submit"] = "True sends it to the street; false keeps it as a draft.",
        ["confirmed"] = "True confirms the survey, false returns it.",
        ["bays"] = "Parking bays that may get a pile, at least 1.",
        ["freeKva"] = "What the supply there can still give, in kVA.",
        ["extraKva"] = "What an extension of the supply could add, in kVA.",
        ["extraKvaCostFen"] = "Price of each kVA of that extension, in fen.",
        ["fixedCostFen"] = "Cost before the first pile, in fen.",
        ["pileCostsYuan"] = "Cost of a pile in CNY by pile type, where this site differs from the usual.",
        ["inside"] = "Lies inside a community.",
        ["SiteBody.feeder"] = "Code of the feeder or transformer it hangs on.",
        ["limitKva"] = "What the feeder can still give all sites on it together, in kVA.",
        ["fastPiles"] = "How many DC piles it has.",
        ["slowPiles"] = "How many AC piles it has.",
        ["fastPowerW"] = "Power of one of its DC piles, in W.",
        ["slowPowerW"] = "Power of one of its AC piles, in W.",

        // Siting
        ["area"] = "What is planned for; left out for the whole city.",
        ["assumptions"] = "Left out: the city's settings in force; `GET /siting/defaults` shows them.",
        ["aim"] = "leastCost: everybody worth serving, at the least cost; mostCoverage: as many as the budget allows.",
        ["budgetYuan"] = "Budget in CNY; needed for mostCoverage.",
        ["reachMetres"] = "Longest way on foot from gate to pile, in metres, 50 to 5,000.",
        ["detour"] = "Walking way per straight line where no network of paths is known, 1 to 3.",
        ["waitMinutes"] = "Longest wait in minutes, 0.5 to 60.",
        ["serviceLevel"] = "Share of arrivals that must not wait longer, 0.5 to 0.999.",
        ["serviceMargin"] = "Share of the longer waits the level allows that the plan leaves unused, 0 to 0.9.",
        ["sessionsPerVehicleDay"] = "Sessions on public piles per vehicle without a private pile and day, 0.01 to 5.",
        ["fastShare"] = "Share of those sessions that wants a fast pile, 0 to 1.",
        ["Assumptions.inside"] = "How sites inside communities are treated: alike, surcharge, or onlyWhereNeeded.",
        ["insideSurchargeYuan"] = "Surcharge in CNY on a site inside a community.",
        ["firstBatchRatio"] = "Private piles per vehicle below which a community belongs to the first batch, 0 to 1.",
        ["firstBatchExtraWeight"] = "How much more the first batch counts: 1 is twice as much.",
        ["firstBatchServed"] = "Above 0: this share of every first-batch community's demand must be served.",
        ["districtFloor"] = "Above 0: this share of every district's demand must be served.",
        ["spacingMetres"] = "Least distance between two chosen sites in metres; 0 for none.",
        ["missingPerArrivalYuan"] = "What one unserved arrival per hour is worth in CNY: above it, building does not pay.",
        ["work"] = "How much work the search may do: quick, standard or thorough. The same work and seed give the same plan.",
        ["seed"] = "Seed of the search's random choices.",
        ["seconds"] = "Ends the work early; 0: only the limit of work ends it.",
        ["in"] = "Codes of sites that must be built.",
        ["out"] = "Codes of sites that must not be built.",
        ["free"] = "Codes of sites left to the computation again.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Explains every parameter and field that has a term, and spells parameters as fields are spelled.</summary>
    public static void Explain(OpenApiDocument document)
    {
        foreach (var (path, item) in document.Paths)
        {
            // The first word after /api/v1
            var owner = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[2];
            foreach (var parameter in (item.Operations ?? []).Values.SelectMany(o => o.Parameters ?? []).OfType<OpenApiParameter>())
            {
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
                parameter.Description ??= Of(owner, parameter.Name);
            }
        }

        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, schema) in schemas)
        {
            // What is answered says of a field what it says where it is asked for.
            var asked = name.EndsWith(Answered, StringComparison.Ordinal) ? name[..^Answered.Length] + Asked : name;
            var known = (asked.EndsWith(Asked, StringComparison.Ordinal) || asked == nameof(Assumptions)) && schemas.ContainsKey(asked);
            foreach (var (field, of) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                of.Description ??= Terms.GetValueOrDefault($"{name}.{field}") ?? (known && schemas[asked].Properties?.ContainsKey(field) == true ? Of(asked, field) : null);
            }
        }
    }

    private static string? Of(string owner, string word) => Terms.GetValueOrDefault($"{owner}.{word}") ?? Terms.GetValueOrDefault(word);
}
