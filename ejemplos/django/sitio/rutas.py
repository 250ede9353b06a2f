"""Las direcciones del sitio."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from planes import vistas

urlpatterns = [
    path("entrar/", LoginView.as_view(), name="entrar"),
    path("salir/", LogoutView.as_view(), name="salir"),
    path("", vistas.lista, name="lista"),
    path("cortes/<int:corte>/", vistas.corte, name="corte"),
    path("cortes/<int:corte>/reporte/", vistas.reporte, name="reporte"),
    path("cortes/<int:corte>/cerrar/", vistas.cerrar, name="cerrar"),
    path("cortes/<int:corte>/filas/<int:fila>/", vistas.fila, name="fila"),
    path("cortes/<int:corte>/libros/<int:dependencia>/", vistas.libro, name="libro"),
]
