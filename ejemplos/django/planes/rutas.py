"""Las direcciones de los planes."""

from django.urls import path

from planes.vistas import cortes, oficinas, planes, recomendaciones, reportes, riesgos

app_name = "planes"
urlpatterns = [
    path("", planes.lista, name="lista"),
    path("planes/cargar/", planes.cargar, name="cargar"),
    path("planes/<int:pk>/", planes.plan, name="plan"),
    path("planes/<int:pk>/reportes/", reportes.escoger, name="escoger"),
    path("planes/<int:pk>/reportes/<str:formato>/", reportes.pagina, name="pagina"),
    path(
        "planes/<int:pk>/reportes/<str:formato>.<slug:tipo>", reportes.descargar, name="descargar"
    ),
    path(
        "planes/<int:pk>/reportes/<str:formato>/por-revisar",
        reportes.por_revisar,
        name="por_revisar",
    ),
    path("planes/<int:pk>/reportar/", oficinas.reportar, name="reportar"),
    path("planes/<int:pk>/reportar/libro/", oficinas.subir, name="subir"),
    path("planes/<int:pk>/recomendaciones/", recomendaciones.lista, name="recomendaciones"),
    path("planes/<int:pk>/recomendaciones/proponer/", recomendaciones.proponer, name="proponer"),
    path(
        "planes/<int:pk>/recomendaciones/<str:cual>/", recomendaciones.responder, name="responder"
    ),
    path("planes/<int:pk>/riesgos/", riesgos.lista, name="riesgos"),
    path("riesgos/<int:pk>/", riesgos.seguir, name="seguir"),
    path("dependencias/<int:pk>/libro.xlsx", oficinas.libro, name="libro"),
    path("filas/<slug:clase>/<int:pk>/", oficinas.fila, name="fila"),
    path("planes/<int:pk>/cortes/abrir/", cortes.abrir, name="abrir"),
    path("cortes/<int:pk>/cerrar/", cortes.cerrar, name="cerrar"),
    path("cortes/<int:pk>/reabrir/", cortes.reabrir, name="reabrir"),
    path("cortes/<int:pk>/instantaneas/", cortes.instantaneas, name="instantaneas"),
    path("instantaneas/<int:pk>.json", cortes.instantanea, name="instantanea"),
    path("actas/<int:pk>.json", cortes.acta, name="acta"),
]
