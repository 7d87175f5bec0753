#pragma once

#include "core/text/digits.h"

#include <QDoubleSpinBox>
#include <QSpinBox>

namespace rawi {

// A spin box in which a number may be typed in any digits (and either decimal sign); it shows those of its locale, as Qt's
// does, which takes no others.
template <typename Box>
class AnyDigits : public Box {
public:
    using Box::Box;

    QValidator::State validate(QString &input, int &position) const override
    {
        constexpr char16_t kArabicDecimalSign = 0x066B;
        const QLocale locale = this->locale();
        input = shapeDigits(input, locale.zeroDigit() == "0"_L1 ? DigitShape::Latin : DigitShape::ArabicIndic);
        for (const QChar sign : {QChar(u'.'), QChar(kArabicDecimalSign)}) {
            if (sign != locale.groupSeparator()) {
                input.replace(sign, locale.decimalPoint());
            }
        }
        return Box::validate(input, position);
    }
};

using NumberBox = AnyDigits<QSpinBox>;
using DecimalBox = AnyDigits<QDoubleSpinBox>;

} // namespace rawi
