using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>The tables of one problem, read together because they speak of each other.</summary>
internal sealed class ProblemTables(string folder, RulesFile.Content content, ColumnNames columns, FaultList faults)
{
    public ProblemReading Read(CancellationToken ct)
    {
        var communities = Rows("communities", required: true, (row, to) => CommunityRow.Read(row, content.Rules, to));
        var stations = Rows("stations", required: false, (row, to) => PlaceRow.Station(row, content.Rules, to));
        var candidates = Rows("candidates", required: true, (row, to) => PlaceRow.Candidate(row, content, to));
        Unique(communities.Select(c => (c.Item.Id, c.Row)));
        Unique([.. stations.Select(s => (s.Item.Id, s.Row)), .. candidates.Select(c => (c.Item.Id, c.Row))]);
        foreach (var twice in content.Feeders.GroupBy(f => f.Id).Where(g => g.Count() > 1))
        {
            faults.Add(RulesFile.Name, 0, $"the feeder '{twice.Key}' is named {twice.Count()} times; keep one.", $"馈线“{twice.Key}”出现了 {twice.Count()} 次；请只留一条。");
        }

        HashSet<string> districts = [.. communities.Select(c => c.Item.District)];
        foreach (var district in content.Rules.Floors.ByDistrict.Keys.Where(d => communities.Count > 0 && !districts.Contains(d)))
        {
            faults.Add(RulesFile.Name, 0, $"floors.byDistrict names '{district}', where no community is; the districts are {string.Join(", ", districts.Order(StringComparer.Ordinal).Take(20))}.",
                $"floors.byDistrict 里的“{district}”没有居住区；区有 {string.Join("、", districts.Order(StringComparer.Ordinal).Take(20))}。");
        }

        var problem = new SitingProblem(content.Name, content.Rules, [.. communities.Select(c => c.Item)], [.. stations.Select(s => s.Item)], [.. candidates.Select(c => c.Item)])
        {
            Feeders = content.Feeders,
        };
        problem = problem with { Walks = Walks(problem) };
        NetworkFit? fit = null;
        if (faults.Faults.Count == 0 && content.Files.TryGetValue("network", out var network))
        {
            if (problem.Walks is not null)
            {
                faults.Add(RulesFile.Name, 0, "it names walks and a network, which may contradict each other; keep one of them.", "同时给了步行表和路网，两者可能矛盾；请只留一种。");
            }
            else if (WalkFolder.Find(Path.Combine(folder, network.File), network.File, problem, faults, ct) is { } found)
            {
                (problem, fit) = (problem with { Walks = found.Walks }, found.Fit);
            }
        }

        if (faults.Faults.Count == 0)
        {
            CheckProblem.Run(problem).ForEach(c => faults.Refuse(RulesFile.Name, c));
        }

        return new(faults.Faults.Count == 0 ? problem : null, faults.Faults, faults.Warnings) { Network = fit };
    }

    private List<(T Item, FieldRow Row)> Rows<T>(string kind, bool required, Func<FieldRow, Func<(double, double), GeoPoint>, T?> read)
        where T : class
    {
        if (!content.Files.TryGetValue(kind, out var file))
        {
            if (required)
            {
                faults.Add(RulesFile.Name, 0, $"files.{kind} is missing; name the file of {kind}.", $"缺少 files.{kind}；请写出这个文件的名字。");
            }

            return [];
        }

        var before = faults.Faults.Count;
        var rows = ReadRows.Run(folder, file.File, columns, faults);
        if (rows.Count == 0 && required && faults.Faults.Count == before)
        {
            faults.Add(file.File, 0, $"it has no rows; a plan needs {kind}.", $"没有数据行；做方案需要 {kind}。");
        }

        List<(T, FieldRow)> items = [];
        foreach (var row in rows)
        {
            if (read(row, p => new GeoPoint(p.Item1, p.Item2, file.Datum).To(Datum.Wgs84)) is { } item)
            {
                items.Add((item, row));
            }
        }

        return items;
    }

    private static void Unique(IEnumerable<(string Id, FieldRow Row)> all)
    {
        foreach (var same in all.Where(a => a.Id.Length > 0).GroupBy(a => a.Id).Where(g => g.Count() > 1))
        {
            var first = same.First().Row;
            foreach (var (id, row) in same.Skip(1))
            {
                row.Fault($"the id '{id}' is used {same.Count()} times, first in {first.File} row {first.Number}; give each row its own.",
                    $"编号“{id}”用了 {same.Count()} 次，第一次在 {first.File} 第 {first.Number} 行；请给每一行自己的编号。");
            }
        }
    }

    private List<SiteWalk>? Walks(SitingProblem problem)
    {
        if (!content.Files.TryGetValue("walks", out var file))
        {
            return null;
        }

        HashSet<string> known = [.. problem.Communities.Select(c => c.Id)];
        HashSet<string> places = [.. problem.Stations.Select(s => s.Id), .. problem.Candidates.Select(s => s.Id)];
        HashSet<(string, string)> seen = [];
        List<SiteWalk> found = [];
        foreach (var row in ReadRows.Run(folder, file.File, columns, faults))
        {
            var walk = new SiteWalk(row.Text("community"), row.Text("site"), row.Amount("metres"));
            if (!known.Contains(walk.Community))
            {
                row.Fault($"community '{walk.Community}' is not among the communities; correct the id or take the row out.", $"居住区“{walk.Community}”不在居住区表里；请改正编号，或删去这一行。");
            }
            else if (!places.Contains(walk.Site))
            {
                row.Fault($"site '{walk.Site}' is neither a station nor a candidate; correct the id or take the row out.", $"“{walk.Site}”既不是充电站也不是候选场所；请改正编号，或删去这一行。");
            }
            else if (!seen.Add((walk.Community, walk.Site)))
            {
                row.Fault($"the walk from {walk.Community} to {walk.Site} is given twice; keep the shorter.", $"从 {walk.Community} 到 {walk.Site} 的步行距离给了两次；请留较短的一个。");
            }
            else
            {
                found.Add(walk);
            }
        }

        return found;
    }
}
