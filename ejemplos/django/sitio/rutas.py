"""Las direcciones del sitio."""

from django.contrib import admin
from django.contrib.auth import views as cuentas
from django.urls import include, path

admin.site.site_header = admin.site.site_title = "Planes anticorrupción"
admin.site.index_title = "Administración"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("entrar/", cuentas.LoginView.as_view(), name="entrar"),
    path("salir/", cuentas.LogoutView.as_view(), name="salir"),
    path("", include("planes.rutas")),
]
handler400 = handler403 = handler404 = "planes.vistas.fallas.pagina"
