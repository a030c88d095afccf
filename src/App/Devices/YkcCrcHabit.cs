using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>
/// How a pile writes its check words, so that it is answered alike. One frame does not tell: with the misprinted table most frames look right,
/// and a word of two equal bytes fits both orders.
/// </summary>
internal sealed class YkcCrcHabit
{
    private bool wasOther;

    public CrcForm Form { get; private set; }

    /// <summary>Hears the form of one frame; true when the habit is known to be another now.</summary>
    public bool Hear(CrcForm form)
    {
        if (form == Form || (form == CrcForm.LowFirst && Form == CrcForm.MisprintLowFirst) || (form == CrcForm.HighFirst && Form == CrcForm.MisprintHighFirst))
        {
            wasOther = false;
            return false;
        }

        if (form == CrcForm.LowFirst && !wasOther)
        {
            wasOther = true;
            return false;
        }

        Form = form;
        wasOther = false;
        return true;
    }
}
