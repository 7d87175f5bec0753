#pragma once

#include "ui/content/item_presenter.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTextEdit;

namespace rawi {

// One text field of the item: its name, its editor in the field's own direction, and what happened to it
// meanwhile on other desks.
class ItemFieldView : public QWidget {
    Q_OBJECT

public:
    enum class Form { Line, Paragraphs };

    ItemFieldView(ItemPresenter &presenter, const QString &field, Form form, QWidget *parent = nullptr);

    void setReadOnly(bool readOnly);
    QWidget *editor() const;
    QString field() const { return m_field; }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void showText();
    void showNotice();
    void showRoom();
    void typed(const QString &text);

    ItemPresenter &m_presenter;
    QString m_field;
    QLabel *m_label = nullptr;
    QLabel *m_room = nullptr; // how much of the text's room is used, near its end
    QLabel *m_notice = nullptr;
    QLineEdit *m_line = nullptr;
    QTextEdit *m_paragraphs = nullptr;
};

} // namespace rawi
