using System.Text.Json;

namespace Doorstep.House.Tests;

/// <summary>Power goes, signals come, settings are wrong: the program as an operator of machines meets it.</summary>
public sealed class PowerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_in_the_middle_of_a_charge_loses_nothing_that_was_confirmed()
    {
        await using var house = await House.Serve();
        string session;
        long confirmed;
        using (var city = await house.City())
        {
            var shop = new Shop(city);
            var resident = await shop.Open(Token);
            var secret = await shop.Pile("42070000000009", "ocpp16", "CP-9", Token);
            using var peer = await Peer.Start(house, "ocpp16.mjs", "CP-9", secret, "remote");
            await peer.Until("StatusNotification", Token);
            session = (await shop.Post("sessions", new { code = "42070000000009", resident }, Token)).GetProperty("session").GetString()!;
            for (var i = 0; i < 3; i++)
            {
                // The peer says MeterValues only after the server confirmed them.
                await peer.Until("MeterValues", Token);
            }

            await house.Kill();
            confirmed = 750;
        }

        await house.Start();
        using var again = await house.City();
        var after = new Shop(again);
        var kept = (await after.Get($"sessions/{session}", Token)).GetProperty("session");
        Assert.Equal("charging", kept.GetProperty("state").GetString());
        Assert.True(kept.GetProperty("energyWh").GetInt64() >= confirmed, $"{kept}");
        Assert.Equal(4, (await after.Get($"sessions/{session}/readings", Token)).GetArrayLength());
    }

    [Fact]
    public async Task Asked_to_stop_it_stops_cleanly()
    {
        await using var house = await House.Serve();
        Assert.Equal(0, await house.Terminate());
    }

    [Fact]
    public async Task A_wrong_setting_is_answered_with_what_to_write_instead()
    {
        var (code, _, errors) = await House.Run("serve", "--urls", "everywhere", "--data", Path.GetTempPath());
        Assert.Equal(2, code);
        Assert.Contains("write for example http://127.0.0.1:5080", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_city_with_play_money_does_not_open_to_the_network()
    {
        var (code, errors) = await House.Refused("serve", new() { ["DOORSTEP_Wallet__Demonstration"] = "true" }, "--urls", "http://0.0.0.0:0", "--ykc-port", "0");
        Assert.Equal(3, code);
        Assert.Contains("Wallets take play money: remove Wallet:Demonstration, or listen on 127.0.0.1 only.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_folder_is_told_so_and_the_first_goes_on()
    {
        await using var house = await House.Serve();
        var (code, _, errors) = await House.Run("serve", "--urls", "http://127.0.0.1:0", "--ykc-port", "0", "--data", house.Data);
        Assert.Equal(3, code);
        Assert.Contains("Another doorstep runs on the data folder", errors, StringComparison.Ordinal);
        using var city = await house.City();
        await new Shop(city).Open(Token);

        // The claim ends with the process, however that ends.
        await house.Kill();
        await house.Start();
    }

    [Fact]
    public async Task A_backup_taken_while_it_runs_is_the_same_city_elsewhere()
    {
        await using var house = await House.Serve();
        using (var city = await house.City())
        {
            await new Shop(city).Open(Token);
        }

        var file = Path.Combine(house.Data, "..", $"{Path.GetFileName(house.Data)}.backup");
        var elsewhere = Directory.CreateTempSubdirectory("doorstep-restored-").FullName;
        try
        {
            var (made, _, whyNot) = await House.Run("backup", "--data", house.Data, "--to", file);
            Assert.True(made == 0, whyNot);
            var (restored, _, whyNotRestored) = await House.Run("restore", "--data", elsewhere, "--from", file);
            Assert.True(restored == 0, whyNotRestored);
            Assert.True(File.Exists(Path.Combine(elsewhere, "doorstep.db")));
        }
        finally
        {
            File.Delete(file);
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public async Task Programs_find_the_description_and_problems_in_words()
    {
        await using var house = await House.Serve();
        using var nobody = house.Anonymous();
        using var description = JsonDocument.Parse(await nobody.GetStringAsync("/openapi/v1.json", Token));
        Assert.Empty(Unexplained(description.RootElement));
        using var refused = await nobody.GetAsync("/api/v1/audit", Token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("process_", await nobody.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }

    /// <summary>Parameters and fields of bodies of which the description says a type and not what they mean.</summary>
    private static IEnumerable<string> Unexplained(JsonElement description)
    {
        var doors = description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(door => (Name: $"{door.Name} {path.Name}", door.Value))).ToList();
        Assert.True(doors.Count > 100);
        var schemas = description.GetProperty("components").GetProperty("schemas");
        var parameters = doors.Where(d => d.Value.TryGetProperty("parameters", out _))
            .SelectMany(d => d.Value.GetProperty("parameters").EnumerateArray().Where(Bare).Select(p => $"{d.Name} {p.GetProperty("name")}"));
        var fields = schemas.EnumerateObject().Where(s => s.Name.EndsWith("Body", StringComparison.Ordinal))
            .SelectMany(s => s.Value.GetProperty("properties").EnumerateObject().Where(f => Bare(f.Value)).Select(f => $"{s.Name}.{f.Name}"));
        return parameters.Concat(fields);

        static bool Bare(JsonElement part) => !part.TryGetProperty("description", out var said) || string.IsNullOrWhiteSpace(said.GetString());
    }
}
