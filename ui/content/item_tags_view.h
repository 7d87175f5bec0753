#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace rawi {

// The item's tags in both languages as chips, and a field to add some.
class ItemTagsView : public QWidget {
    Q_OBJECT

public:
    explicit ItemTagsView(QWidget *parent = nullptr);

    void setTags(const QStringList &tags);
    void setReadOnly(bool readOnly);
    // What is in the line for new ones.
    void setTyped(const QString &text);
    // The last tags were refused: what was typed stands in the line again.
    void takeBack();

Q_SIGNALS:
    void tagsEdited(const QStringList &tags);
    void typed(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void rebuild();
    void addTyped();

    QStringList m_tags;
    QString m_added; // as it was typed
    bool m_readOnly = false;
    QLabel *m_label = nullptr;
    QWidget *m_chips = nullptr;
    QLineEdit *m_new = nullptr;
};

} // namespace rawi
