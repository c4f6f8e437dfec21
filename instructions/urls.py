from django.urls import path

from instructions.views import (
    consultation,
    consultations,
    deciding,
    difficulties,
    feeds,
    following,
    history,
    library,
    offline,
    text,
    writing,
)
from instructions.views import path as clearance

app_name = "instructions"

lists = [
    path("", library.library, name="library"),
    path("texts.atom", feeds.atom, name="atom"),
    path("texts.json", feeds.library_json, name="library_json"),
    path("texts.csv", feeds.library_csv, name="library_csv"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("path/", clearance.path, name="path"),
    path("path/<int:number>/", clearance.step, name="step"),
    path("consultations/", consultations.consultations, name="consultations"),
    path(
        "consultations.csv", consultations.consultations_csv, name="consultations_csv"
    ),
    path("drafts/", writing.drafts, name="drafts"),
    path("new/", writing.create, name="create"),
    path("difficulties/", difficulties.difficulties, name="difficulties"),
    path("difficulties.csv", difficulties.difficulties_csv, name="difficulties_csv"),
    path("difficulties/<int:pk>/", difficulties.difficulty, name="difficulty"),
    path("subscriptions/", following.subscriptions, name="subscriptions"),
    path("acknowledgements/", following.acknowledgements, name="acknowledgements"),
    path(
        "acknowledgements.csv",
        following.acknowledgements_csv,
        name="acknowledgements_csv",
    ),
    path("acknowledgements.atom", feeds.chain_atom, name="chain"),
    path("keeper.js", offline.keeper, name="keeper"),
    path("kept/", offline.kept, name="kept"),
]
one_text = [
    path("<slug:slug>/", text.text, name="text"),
    path("<slug:slug>/text.json", feeds.text_json, name="text_json"),
    path("<slug:slug>/history/", history.history, name="history"),
    path("<slug:slug>/about/", writing.about, name="about"),
    path("<slug:slug>/start/", writing.start, name="start"),
    path("<slug:slug>/follow/", following.follow, name="follow"),
]
VERSION = "<slug:slug>/v<int:number>/"
one_version = [
    path(VERSION, text.version, name="version"),
    path("<slug:slug>/v<int:old>..v<int:new>/", text.compare, name="compare"),
    path(f"{VERSION}text.txt", text.canonical_text, name="canonical"),
    path(f"{VERSION}original.pdf", text.original_pdf, name="pdf"),
    path(f"{VERSION}write/", writing.write, name="write"),
    path(f"{VERSION}import/", writing.import_file, name="import"),
    path(f"{VERSION}decide/", deciding.decide, name="decide"),
    path(f"{VERSION}move/", deciding.move, name="move"),
    path(f"{VERSION}open/", consultation.open_consultation, name="open"),
    path(f"{VERSION}consultation/", consultation.consultation, name="consultation"),
    path(f"{VERSION}comment/", consultation.comment, name="comment"),
    path(f"{VERSION}replies/", consultation.replies, name="replies"),
    path(f"{VERSION}difficulty/", difficulties.report, name="report"),
    path(f"{VERSION}read/", following.acknowledge, name="acknowledge"),
]

urlpatterns = [*lists, *one_text, *one_version]
