using Doorstep.App.Stations;

namespace Doorstep.Web.Texts;

/// <summary>What a place is called in the language of the request; Chinese where no English name was given.</summary>
public static class Names
{
    public static string Of(StationEntry station) => Choose(station.Name, station.EnglishName);

    public static string Of(CommunityEntry community) => Choose(community.Name, community.EnglishName);

    public static string Choose(string chinese, string english) => Cultures.IsEnglish && english.Length > 0 ? english : chinese;
}
