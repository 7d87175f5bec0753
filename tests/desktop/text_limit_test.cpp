#include "core/base/literals.h"
#include "core/text/truncate.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/text_limit.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QTest>

using namespace rawi;

namespace {

class TextLimitTest : public testing::Test {
protected:
    void limit(int most, const QString &text = {})
    {
        m_edit.setText(text);
        TextLimit::set(&m_edit, most);
    }

    void paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        m_edit.paste();
        QCoreApplication::sendPostedEvents(&m_edit);
    }

    DirectionalLineEdit m_edit{Direction::RightToLeft};
    const QString m_emoji = u"😀"_s;
};

TEST_F(TextLimitTest, OfWhatIsPastedAsMuchGoesInAsHasRoom)
{
    limit(100);
    paste(QString(99, u'a') + m_emoji + u" وثائقي.mp4"_s);
    EXPECT_EQ(m_edit.text(), QString(99, u'a')) << "no half of an emoji";
    paste(m_emoji);
    EXPECT_EQ(m_edit.text(), QString(99, u'a'));
    paste(u"bc"_s);
    EXPECT_EQ(m_edit.text(), QString(99, u'a') + u'b');
    EXPECT_TRUE(m_edit.hasAcceptableInput());
}

TEST_F(TextLimitTest, TheEndOfTheTextIsNotPushedOut)
{
    limit(10, u"12345END"_s);
    m_edit.setCursorPosition(5);
    paste(u"abcdef"_s);
    EXPECT_EQ(m_edit.text(), u"12345abEND"_s);
    EXPECT_EQ(m_edit.cursorPosition(), 7);
}

TEST_F(TextLimitTest, UndoBringsBackWhatAPasteReplaced)
{
    limit(10);
    QTest::keyClicks(&m_edit, u"old title"_s);
    m_edit.selectAll();
    paste(u"a title that is far too long"_s);
    EXPECT_EQ(m_edit.text(), u"a title th"_s);
    m_edit.undo();
    EXPECT_EQ(m_edit.text(), u"old title"_s);
}

TEST_F(TextLimitTest, TypingIntoAFullFieldDoesNothing)
{
    limit(3, u"abc"_s);
    m_edit.setCursorPosition(1);
    QTest::keyClicks(&m_edit, u"xyz"_s);
    QCoreApplication::sendPostedEvents(&m_edit);
    EXPECT_EQ(m_edit.text(), u"abc"_s);
    EXPECT_EQ(m_edit.cursorPosition(), 1);
    QTest::keyClick(&m_edit, Qt::Key_Backspace);
    QTest::keyClicks(&m_edit, u"x"_s);
    EXPECT_EQ(m_edit.text(), u"xbc"_s);
}

TEST_F(TextLimitTest, AnInputMethodCommitsWhatHasRoom)
{
    limit(5, u"نص "_s);
    QInputMethodEvent commit;
    commit.setCommitString(m_emoji + m_emoji);
    QCoreApplication::sendEvent(&m_edit, &commit);
    QCoreApplication::sendPostedEvents(&m_edit);
    EXPECT_EQ(m_edit.text(), u"نص "_s + m_emoji);
}

TEST_F(TextLimitTest, WhatTheProgramSetsIsShownWhole)
{
    limit(3);
    m_edit.setText(u"longer than three"_s);
    QCoreApplication::sendPostedEvents(&m_edit);
    EXPECT_EQ(m_edit.text(), u"longer than three"_s);
}

} // namespace
