#include "core/base/literals.h"
#include "ui/kit/number_box.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QKeyEvent>

using namespace rawi;

namespace {

template <typename Box>
void type(Box &box, const QString &text)
{
    box.selectAll();
    for (const QChar one : text) {
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(one));
        QCoreApplication::sendEvent(&box, &press);
    }
    box.interpretText();
}

} // namespace

TEST(NumberBox, TakesAnyDigitsAndShowsItsOwn)
{
    const QLocale latin(QLocale::English, QLocale::UnitedStates);
    const QLocale arabic(QLocale::Arabic, QLocale::Egypt);
    for (const QLocale &locale : {latin, arabic}) {
        NumberBox box;
        box.setLocale(locale);
        box.setRange(0, 1'000'000);
        for (const QString &typed : {u"37"_s, u"٣٧"_s, u"۳۷"_s, u"3٧"_s}) {
            box.setValue(1);
            type(box, typed);
            EXPECT_EQ(box.value(), 37) << qUtf8Printable(typed);
            EXPECT_EQ(box.text(), locale == latin ? u"37"_s : u"٣٧"_s);
        }
        type(box, u"x"_s);
        EXPECT_EQ(box.value(), 37);
    }
}

TEST(NumberBox, TakesEitherDecimalSign)
{
    for (const QLocale &locale : {QLocale(QLocale::English, QLocale::UnitedStates), QLocale(QLocale::Arabic, QLocale::Egypt), QLocale::c()}) {
        DecimalBox box;
        box.setLocale(locale);
        box.setRange(-100, 100);
        for (const QString &typed : {u"2.5"_s, u"٢٫٥"_s, u"۲٫۵"_s}) {
            box.setValue(1);
            type(box, typed);
            EXPECT_EQ(box.value(), 2.5) << qUtf8Printable(typed) << " " << qUtf8Printable(locale.name());
        }
    }
}
