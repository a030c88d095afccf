using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Sends a one-time code to a phone. The answer is the same whether the phone is known or not.</summary>
public sealed class RequestSignInCode(GroupCommit writes, Outbox outbox, IdSource ids, PeopleSettings settings, TimeProvider clock)
{
    /// <param name="Phone">As typed.</param>
    /// <param name="Culture">`en…` for an English message, anything else Chinese.</param>
    public sealed record Request(string Phone, string Culture = "zh-CN");

    /// <summary>Until when the code opens, and when another may be asked for.</summary>
    public sealed record Sent(DateTimeOffset ExpiresAt, DateTimeOffset AnotherAt);

    public async Task<Decision<Sent>> Run(Actor who, Request request, CancellationToken ct)
    {
        _ = who;
        var parsed = PhoneNumber.Parse(request.Phone);
        if (!parsed.Granted)
        {
            return parsed.Refusal;
        }

        var phone = parsed.Value.Value;
        var code = SignInCode.Draw();
        var id = ids.Next();
        var hash = SignInCode.Hash(id, phone, code);
        return await writes.Run((db, token) => Send(db, new(id, phone, code, hash, Text(code, request.Culture)), token), ct);
    }

    private async Task<Decision<Sent>> Send(DoorstepDb db, Drawn drawn, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var dayAgo = now.AddDays(-1);
        var stored = await db.SignInCodes.Where(c => c.Phone == drawn.Phone && c.SentAt > dayAgo).Select(c => c.SentAt).ToListAsync(ct);
        // Two requests in one group do not see each other in the database.
        var queued = db.SignInCodes.Local.Where(c => c.Phone == drawn.Phone && db.Entry(c).State == EntityState.Added).Select(c => c.SentAt);
        if (OneTimeCode.RefusesToSend([.. stored, .. queued], now) is { } no)
        {
            return no;
        }

        db.SignInCodes.Add(new SignInCodeRow { Id = drawn.Id, Phone = drawn.Phone, CodeHash = drawn.Hash, SentAt = now, ExpiresAt = now + OneTimeCode.Life });
        outbox.Put(db, new SendText(drawn.Phone, drawn.Text));
        return new Sent(now + OneTimeCode.Life, now + OneTimeCode.Pause);
    }

    private string Text(string code, string culture) => culture.StartsWith("en", StringComparison.OrdinalIgnoreCase)
        ? $"[{settings.EnglishSignature}] Your code is {code}. It is valid for 5 minutes. Tell it to nobody."
        : $"【{settings.Signature}】验证码 {code}，5 分钟内有效。请勿告诉他人。";

    private sealed record Drawn(long Id, string Phone, string Code, string Hash, string Text);
}
