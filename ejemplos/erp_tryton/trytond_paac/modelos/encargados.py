"""Quiénes reportan por una oficina o por un proceso."""

from trytond.cache import Cache
from trytond.model import fields
from trytond.pool import Pool
from trytond.transaction import Transaction, without_check_access


def recordados(modelo):
    """Los de cada usuario, mientras nadie los cambie."""
    return Cache(f"{modelo}.de_usuario", context=False)


class ConEncargados:
    """Lo que tiene usuarios que reportan por ello."""

    __slots__ = ()

    @classmethod
    def del_usuario(cls):
        """Los id de aquello por lo que reporta quien está en la sesión."""
        usuario = Transaction().user
        if (suyos := cls._de_usuario.get(usuario)) is not None:
            return suyos
        with without_check_access():
            enlaces = Pool().get(f"{cls.__name__}-res.user").search([("usuario", "=", usuario)])
            de_que = cls.__name__.removeprefix("paac.")
            suyos = tuple(sorted(getattr(enlace, de_que).id for enlace in enlaces))
        cls._de_usuario.set(usuario, suyos)
        return suyos


class Encargo:
    """Que un usuario reporta por algo: al cambiar, lo recordado ya no vale."""

    __slots__ = ()
    _de_quien = "dependencia"
    """El campo que dice por qué reporta: quien puede con él dice quiénes."""
    usuario = fields.Many2One("res.user", "Usuario", required=True, ondelete="CASCADE")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add(cls._de_quien)

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        modelo = cls.__name__.removesuffix("-res.user")
        Pool().get(modelo)._de_usuario.clear()  # noqa: SLF001 - así lo hace Tryton
