"""Lo que las reglas de acceso necesitan saber de quien está en la sesión."""

from trytond.pool import Pool, PoolMeta


class Regla(metaclass=PoolMeta):
    __name__ = "ir.rule"

    @classmethod
    def _get_context(cls, model_name):
        contexto = super()._get_context(model_name)
        if model_name.startswith("paac."):
            Dependencia = Pool().get("paac.dependencia")
            contexto["paac_dependencias"] = list(Dependencia.del_usuario())
            contexto["paac_procesos"] = list(Pool().get("paac.proceso").del_usuario())
        return contexto

    @classmethod
    def _get_cache_key(cls, model_names):
        clave = super()._get_cache_key(model_names)
        if any(nombre.startswith("paac.") for nombre in model_names):
            suyos = (Pool().get(modelo) for modelo in ("paac.dependencia", "paac.proceso"))
            clave = (*clave, *(modelo.del_usuario() for modelo in suyos))
        return clave
